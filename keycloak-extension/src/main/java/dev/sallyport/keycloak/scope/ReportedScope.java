package dev.sallyport.keycloak.scope;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * What Keycloak says a token's scope is, in the token response and in its event log. Keycloak takes it from the request,
 * after all mappers and for all clients, and leaves no other way to correct it than this field
 * (https://github.com/keycloak/keycloak/issues/36185). Where a Keycloak has no such field, the response is still true for
 * every client that has our mapper: {@link TruthfulResponse}.
 */
public final class ReportedScope {

    private static final Logger LOG = Logger.getLogger(ReportedScope.class);
    private static final String ATTRIBUTE = ReportedScope.class.getName();
    private static final Optional<Field> FIELD = field();

    private ReportedScope() {}

    public static void set(Scopes scopes, ClientSessionContext context) {
        context.setAttribute(ATTRIBUTE, scopes);
        if (context instanceof DefaultClientSessionContext) {
            FIELD.ifPresent(field -> write(field, scopes, context));
        }
    }

    /** What was set for this response, if the token has domain scopes at all. */
    static Optional<Scopes> of(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(ATTRIBUTE, Scopes.class));
    }

    private static void write(Field field, Scopes scopes, ClientSessionContext context) {
        try {
            field.set(context, scopes.toString());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<Field> field() {
        try {
            var field = DefaultClientSessionContext.class.getDeclaredField("scopeString");
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | RuntimeException absent) {
            LOG.warn("event log shows the scope that was asked for: this Keycloak keeps it elsewhere");
            return Optional.empty();
        }
    }
}
