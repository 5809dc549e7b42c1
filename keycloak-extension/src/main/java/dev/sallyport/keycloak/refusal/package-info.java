/** How a client is told that it gets no token. */
@NullMarked
package dev.sallyport.keycloak.refusal;

import org.jspecify.annotations.NullMarked;
