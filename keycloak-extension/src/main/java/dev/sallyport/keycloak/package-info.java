/** Decides, when Keycloak issues a token, which domain scopes and private claims are in it. */
@NullMarked
package dev.sallyport.keycloak;

import org.jspecify.annotations.NullMarked;
