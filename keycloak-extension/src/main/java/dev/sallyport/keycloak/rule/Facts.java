package dev.sallyport.keycloak.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a rule may read. A method is called when a rule first mentions it, and once at most for one token, so that what
 * no rule mentions is never loaded. What is not known is an empty text, list or map, never null.
 */
public interface Facts {

    /** The user, or the service account, that the token is for. */
    User user();

    /** The client that asks for the token. */
    Client client();

    /** How and when the user signed in. */
    Session session();

    /** What was asked for. */
    Request request();

    /**
     * What sources outside Keycloak say, by their names. Looking one up asks it; throws {@link UnavailableFact} where it
     * gives no answer.
     */
    Map<String, Object> entitlements();

    /** The moment of the decision. */
    Instant now();

    /** The user, or the service account, that the token is for. */
    interface User {
        String username();

        String email();

        boolean emailVerified();

        /** Names of realm roles, those inside composite roles and those of groups included. */
        List<String> roles();

        /** Names of client roles by client id, those inside composite roles and those of groups included. */
        Map<String, List<String>> clientRoles();

        /** Full paths, like {@code /staff/support}. */
        List<String> groups();

        Map<String, List<String>> attributes();

        /** Whether this is a client that acts for itself. */
        boolean serviceAccount();

        /** The organizations that the user is a member of, by alias. */
        Map<String, Organization> organizations();
    }

    /** An organization that the user is a member of. */
    interface Organization {
        String name();

        Map<String, List<String>> attributes();
    }

    /** The client that asks for the token. */
    interface Client {
        String id();

        Map<String, String> attributes();
    }

    /** How and when the user signed in. */
    interface Session {
        /** The same value as the token's {@code acr} claim. */
        String acr();

        List<String> amr();

        /** Alias of the identity provider that vouched for the user. */
        String idp();

        Instant authTime();

        /** Name of the administrator who acts as this user. */
        String impersonator();
    }

    /** What was asked for. */
    interface Request {
        List<String> scopes();

        /** As in RFC 6749, like {@code authorization_code}. */
        String grantType();

        /** Client ids that a token exchange asks a token for. */
        List<String> audience();
    }
}
