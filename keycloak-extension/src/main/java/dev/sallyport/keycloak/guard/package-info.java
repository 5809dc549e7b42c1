/** The last look at every token before it is signed. */
@NullMarked
package dev.sallyport.keycloak.guard;

import org.jspecify.annotations.NullMarked;
