/** What connections of browsers may do: how many there are, how long they are silent, and what a request's end is. */
@NullMarked
package dev.sallyport.gateway.wire;

import org.jspecify.annotations.NullMarked;
