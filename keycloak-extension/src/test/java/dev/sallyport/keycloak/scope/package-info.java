/** Which domain scopes are granted. */
@NullMarked
package dev.sallyport.keycloak.scope;

import org.jspecify.annotations.NullMarked;
