package dev.sallyport.system.extension;

import dev.sallyport.testkit.Realm;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A device without a keyboard (RFC 8628). */
record Device(Realm realm) {

    /** What it is told to show, and the code that it will ask with. */
    JsonNode asksFor(String clientId, String secret, String scope) {
        return realm.post("auth/device", Map.of("client_id", clientId, "client_secret", secret, "scope", scope))
                .orThrow();
    }
}
