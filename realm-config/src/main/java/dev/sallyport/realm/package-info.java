/** The realm as code: {@code files} are read and checked; {@code cli} has the commands. */
@NullMarked
package dev.sallyport.realm;

import org.jspecify.annotations.NullMarked;
