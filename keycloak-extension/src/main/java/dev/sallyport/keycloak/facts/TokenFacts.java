package dev.sallyport.keycloak.facts;

import dev.sallyport.keycloak.entitlement.Entitlements;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.Facts;
import java.time.Instant;
import java.util.Map;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.IDToken;

/** The facts for the decisions about one token; loaded when a rule mentions them. */
public record TokenFacts(
        User user, Client client, Session session, Request request, Map<String, Object> entitlements, Instant now)
        implements Facts {

    private static final String SHARED = TokenFacts.class.getName();

    /** The same facts for both mappers and for every token of one response, so that each is loaded once. */
    public static Evaluation about(
            IDToken token, KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {
        var shared = context.getAttribute(SHARED, Evaluation.class);
        if (shared != null) {
            return shared;
        }
        var facts = new Evaluation(of(token, keycloak, userSession, context));
        context.setAttribute(SHARED, facts);
        return facts;
    }

    private static TokenFacts of(
            IDToken token, KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {
        return new TokenFacts(
                new UserFacts(userSession.getUser(), keycloak, context),
                new ClientFacts(context.getClientSession().getClient()),
                new SessionFacts(userSession, context.getClientSession()),
                new RequestFacts(token, keycloak, context),
                new Entitlements(
                        keycloak,
                        userSession.getUser(),
                        context.getClientSession().getClient()),
                Instant.now());
    }
}
