package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toSet;

import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * What a client asks for, by name or through a domain marker, as far as all that does not depend on rules allows it:
 * assignment, consent, and a token given in exchange.
 *
 * @param asked the client scopes that Keycloak found asked for, assigned, and permitted; in an exchange also what was asked
 *     for beyond the token given, to say of it that it is not granted
 * @param optional what the client may ask for; a marker must be among it, because a default scope comes unasked
 * @param subjectToken the scopes of the token given in exchange, if this is an exchange
 */
record ScopeRequest(Set<String> asked, OptionalScopes optional, Optional<Scopes> subjectToken) {

    static ScopeRequest of(KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {
        var subjectToken = SubjectToken.scopes(keycloak, context);
        var beyond = subjectToken
                .map(held -> SubjectToken.askedBeyond(held, keycloak))
                .orElse(Scopes.of(null));
        return new ScopeRequest(
                beyond.with(asked(context)).names(),
                new AssignedScopes(keycloak, context.getClientSession().getClient(), userSession.getUser()),
                subjectToken);
    }

    boolean asksFor(String scope) {
        return asked.contains(scope) || asksThroughMarker(scope);
    }

    boolean asksThroughMarker(String scope) {
        return DomainMarker.of(scope).filter(this::asksFor).isPresent() && optional.permit(scope);
    }

    boolean isWithinSubjectToken(String scope) {
        return subjectToken.map(scopes -> scopes.contains(scope)).orElse(true);
    }

    private boolean asksFor(DomainMarker marker) {
        return asked.contains(marker.name()) && optional.containMarker(marker.name());
    }

    private static Set<String> asked(ClientSessionContext context) {
        return context.getClientScopesStream()
                .filter(scope -> !(scope instanceof ClientModel))
                .map(ClientScopeModel::getName)
                .collect(toSet());
    }
}
