/** The kit itself, as a user of it sees it. */
@NullMarked
package dev.sallyport.system.testkit;

import org.jspecify.annotations.NullMarked;
