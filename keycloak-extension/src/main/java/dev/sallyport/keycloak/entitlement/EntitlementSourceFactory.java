package dev.sallyport.keycloak.entitlement;

import org.keycloak.component.ComponentFactory;

/** Makes sources from components of a realm, whose names are what rules call them by. */
public interface EntitlementSourceFactory extends ComponentFactory<EntitlementSource, EntitlementSource> {}
