package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * What a client asks for, by name or through a domain marker, and may have as far as the realm, the user's consent and a
 * token given in exchange allow: all that does not depend on rules.
 *
 * @param asked the client scopes that Keycloak found asked for, assigned, and permitted
 * @param optional the client's optional scopes by name; only an optional scope can be a marker, because a default one
 *     is not asked for
 * @param permitted whether a scope that only a marker asks for is permitted to the user, and consented to
 * @param subjectToken the scopes of the token given in exchange, if this is an exchange
 */
record ScopeRequest(
        Set<String> asked,
        Supplier<Map<String, ClientScopeModel>> optional,
        PermittedScopes permitted,
        Optional<Scopes> subjectToken) {

    static ScopeRequest of(KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {
        var client = context.getClientSession().getClient();
        return new ScopeRequest(
                asked(context),
                () -> client.getClientScopes(false),
                new PermittedScopes(keycloak, client, userSession.getUser()),
                SubjectToken.scopes(keycloak, context));
    }

    boolean asksFor(String scope) {
        return asked.contains(scope) || asksThroughMarker(scope);
    }

    boolean asksThroughMarker(String scope) {
        if (DomainMarker.of(scope)
                .filter(marker -> asked.contains(marker.name()))
                .isEmpty()) {
            return false;
        }
        var onOffer = optional.get();
        return DomainMarker.of(scope)
                        .filter(marker -> onOffer.containsKey(marker.name()))
                        .isPresent()
                && Optional.ofNullable(onOffer.get(scope))
                        .filter(permitted::allow)
                        .isPresent();
    }

    boolean isWithinSubjectToken(String scope) {
        return subjectToken.map(scopes -> scopes.contains(scope)).orElse(true);
    }

    private static Set<String> asked(ClientSessionContext context) {
        return context.getClientScopesStream()
                .filter(scope -> !(scope instanceof ClientModel))
                .map(ClientScopeModel::getName)
                .collect(toSet());
    }
}
