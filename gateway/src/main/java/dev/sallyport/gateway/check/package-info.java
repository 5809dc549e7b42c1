/** {@code ./sallyport check}: reads a configuration as the gateway would, and says what is unsafe about it. */
@NullMarked
package dev.sallyport.gateway.check;

import org.jspecify.annotations.NullMarked;
