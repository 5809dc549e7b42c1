package dev.sallyport.keycloak.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.keycloak.scope.Scopes;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/**
 * Looks through the users of a realm, a page at a time, for those who would be granted a scope at a client. Writes each as
 * soon as it is found, so that none of them is kept:
 *
 * <pre>{@code {"scope": …, "client": …, "holders": [{"id": …, "username": …}], "lookedThrough": 100, "next": 100}}</pre>
 *
 * <p>{@code next} is where the next page begins; it is absent when there are no more users.
 */
record Holders(UserPage page, ClientModel client, String scope) implements StreamingOutput {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void write(OutputStream body) throws IOException {
        try (var json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("scope", scope);
            json.writeStringField("client", client.getClientId());
            json.writeArrayFieldStart("holders");
            var seen = page.each(user -> writeHolder(user, json));
            json.writeEndArray();
            json.writeNumberField("lookedThrough", seen.users());
            if (seen.next() != null) {
                json.writeNumberField("next", seen.next());
            }
            json.writeEndObject();
        }
    }

    private void writeHolder(UserModel user, JsonGenerator json) throws IOException {
        if (!holds(user)) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("id", user.getId());
        json.writeStringField("username", user.getUsername());
        json.writeEndObject();
    }

    private boolean holds(UserModel user) {
        var asked = Scopes.of("openid " + scope);
        return user.isEnabled()
                && SignIn.of(page.keycloak(), page.realm(), user, client, asked.toString())
                        .explanation()
                        .about(scope, asked)
                        .granted();
    }
}
