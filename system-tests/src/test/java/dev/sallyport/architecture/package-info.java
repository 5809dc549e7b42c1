/** Which module may use which, held by the build. */
@NullMarked
package dev.sallyport.architecture;

import org.jspecify.annotations.NullMarked;
