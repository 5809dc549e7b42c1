/** Private claims: values that rules compute for a token. */
@NullMarked
package dev.sallyport.keycloak.claim;

import org.jspecify.annotations.NullMarked;
