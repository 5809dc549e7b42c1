package dev.sallyport.keycloak.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.keycloak.scope.Scopes;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Looks through the users of a realm, a page at a time, for those who would be granted a scope at a client. Writes each as
 * soon as it is found, so that none of them is kept:
 *
 * <pre>{@code {"scope": …, "client": …, "holders": [{"id": …, "username": …}], "lookedThrough": 100, "next": 100}}</pre>
 *
 * <p>{@code next} is where the next page begins; it is absent when there are no more users.
 */
record Holders(KeycloakSession keycloak, RealmModel realm, ClientModel client, String scope, Page page)
        implements StreamingOutput {

    static final int MAX = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonFactory JSON = new JsonFactory();

    /** Users to look through. */
    record Page(int first, int max) {

        Page {
            max = Math.max(1, max);
        }
    }

    @Override
    public void write(OutputStream body) throws IOException {
        try (var json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("scope", scope);
            json.writeStringField("client", client.getClientId());
            json.writeArrayFieldStart("holders");
            var seen = holders(json);
            json.writeEndArray();
            json.writeNumberField("lookedThrough", seen.users());
            if (seen.more()) {
                json.writeNumberField("next", page.first() + seen.users());
            }
            json.writeEndObject();
        }
    }

    private record Seen(int users, boolean more) {}

    /** Ends early when it takes long: the next page goes on there. */
    private Seen holders(JsonGenerator json) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = 0;
        try (var users = keycloak.users().searchForUserStream(realm, Map.of(), page.first(), page.max())) {
            for (var user : (Iterable<UserModel>) users::iterator) {
                seen++;
                if (holds(user)) {
                    write(user, json);
                }
                if (System.nanoTime() > deadline) {
                    return new Seen(seen, true);
                }
            }
        }
        return new Seen(seen, seen == page.max());
    }

    private static void write(UserModel user, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", user.getId());
        json.writeStringField("username", user.getUsername());
        json.writeEndObject();
    }

    private boolean holds(UserModel user) {
        var asked = Scopes.of("openid " + scope);
        return user.isEnabled()
                && SignIn.of(keycloak, realm, user, client, asked.toString())
                        .explanation()
                        .about(scope, asked)
                        .granted();
    }
}
