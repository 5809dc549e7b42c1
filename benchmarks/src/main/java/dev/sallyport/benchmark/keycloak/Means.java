package dev.sallyport.benchmark.keycloak;

import java.util.Locale;

/** By what means scopes and claims come into a token; each has a realm of its own. */
enum Means {
    /** A protocol mapper for each claim, and every scope that is asked for. */
    MAPPERS,
    /** The same, and each scope needs a role: the one condition that Keycloak has. */
    ROLES,
    /** A rule for each. */
    RULES;

    String realm() {
        return name().toLowerCase(Locale.ROOT);
    }
}
