/** Which private claims there may be. */
@NullMarked
package dev.sallyport.keycloak.claim;

import org.jspecify.annotations.NullMarked;
