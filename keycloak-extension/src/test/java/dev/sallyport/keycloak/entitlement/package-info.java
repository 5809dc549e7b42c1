/** Tests of entitlement sources that need no Keycloak. */
@NullMarked
package dev.sallyport.keycloak.entitlement;

import org.jspecify.annotations.NullMarked;
