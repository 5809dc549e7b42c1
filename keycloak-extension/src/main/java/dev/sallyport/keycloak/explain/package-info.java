/** Tells administrators why someone has a domain scope, or has not. */
@NullMarked
package dev.sallyport.keycloak.explain;

import org.jspecify.annotations.NullMarked;
