package dev.sallyport.keycloak.scope;

import java.util.Set;

/** Scopes that OpenID Connect and Keycloak themselves act on. No rule decides about them. */
public final class ProtocolScopes {

    private static final Set<String> NAMES = Set.of(
            "openid",
            "profile",
            "email",
            "address",
            "phone",
            "offline_access",
            "acr",
            "basic",
            "roles",
            "web-origins",
            "microprofile-jwt",
            "service_account",
            "organization");

    private ProtocolScopes() {}

    public static boolean contain(String scope) {
        return NAMES.contains(scope) || scope.startsWith("organization:");
    }
}
