/** Domain scopes: which of those that were asked for are granted. */
@NullMarked
package dev.sallyport.keycloak.scope;

import org.jspecify.annotations.NullMarked;
