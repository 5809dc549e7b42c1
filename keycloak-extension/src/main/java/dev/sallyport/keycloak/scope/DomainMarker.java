package dev.sallyport.keycloak.scope;

import java.util.Optional;

/** The scope that asks for a whole domain: {@code orders} for every {@code orders:…}. */
record DomainMarker(String name) {

    /** The marker that reaches this scope, if its name has a domain. */
    static Optional<DomainMarker> of(String scope) {
        var colon = scope.indexOf(':');
        return colon > 0 ? Optional.of(new DomainMarker(scope.substring(0, colon))) : Optional.empty();
    }
}
