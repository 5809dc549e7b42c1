/** Entitlements that domains outside Keycloak know: asked for, checked, remembered and bounded. */
@NullMarked
package dev.sallyport.keycloak.entitlement;

import org.jspecify.annotations.NullMarked;
