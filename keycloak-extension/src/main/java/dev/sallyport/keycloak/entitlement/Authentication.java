package dev.sallyport.keycloak.entitlement;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How this server proves itself to a source. The secret is a reference into Keycloak's vault, never the secret itself: a
 * component's configuration is exported with its realm.
 *
 * @param clientId who asks for an access token (RFC 6749 section 4.4); null where the secret is a token itself
 * @param tokenUrl where it asks
 */
record Authentication(
        Kind kind,
        String secret,
        @Nullable String clientId,
        @Nullable URI tokenUrl) {

    enum Kind {
        NONE("none"),
        BEARER("bearer"),
        CLIENT_CREDENTIALS("client-credentials");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final Pattern VAULT = Pattern.compile("\\$\\{vault\\.[^{}\\s]+}");

    static boolean isReference(String secret) {
        return VAULT.matcher(secret).matches();
    }
}
