/** What the gateway encrypts, and the keys that all its nodes share for it. */
@NullMarked
package dev.sallyport.gateway.seal;

import org.jspecify.annotations.NullMarked;
