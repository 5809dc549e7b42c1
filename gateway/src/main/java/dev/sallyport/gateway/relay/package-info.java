/** Routes: who calls, what they may, and which token goes on to the service. */
@NullMarked
package dev.sallyport.gateway.relay;

import org.jspecify.annotations.NullMarked;
