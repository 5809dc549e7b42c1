/** The whole of Sallyport, packaged as it is shipped, started for real and called from outside. */
@NullMarked
package dev.sallyport.system;

import org.jspecify.annotations.NullMarked;
