package dev.sallyport.keycloak.scope;

/** The scopes that a client is assigned as optional: it has them only when it asks. */
interface OptionalScopes {

    /** Whether a client may ask for a whole domain by this name. */
    boolean containMarker(String name);

    /** Whether Keycloak's own conditions for an optional scope are met: role scope mappings, and consent. */
    boolean permit(String scope);
}
