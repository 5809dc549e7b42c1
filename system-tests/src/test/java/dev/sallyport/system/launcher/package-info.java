/** The launcher, as someone at a terminal meets it. */
@NullMarked
package dev.sallyport.system.launcher;

import org.jspecify.annotations.NullMarked;
