package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** The certificate of the key that the realm signs with: mod_auth_openidc fetches keys over https alone. */
record RealmKey(String id, String certificate) {

    static RealmKey of(Realm realm) {
        return Http.json(realm.endpoint("certs"))
                .path("keys")
                .valueStream()
                .filter(key -> key.path("alg").asString().equals("RS256"))
                .map(RealmKey::of)
                .findFirst()
                .orElseThrow();
    }

    private static RealmKey of(JsonNode key) {
        return new RealmKey(key.path("kid").asString(), key.path("x5c").path(0).asString());
    }

    Path writtenTo(Path file) {
        try {
            return Files.writeString(
                    file, "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
