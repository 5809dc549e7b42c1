/** The demo page, used by a person in a real Chromium. */
@NullMarked
package dev.sallyport.system.page;

import org.jspecify.annotations.NullMarked;
