package dev.sallyport.realm.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RealmSchemaTest {

    private static final Path FILE = Path.of("src/main/resources/dev/sallyport/realm/files/realm.schema.json");

    /** After a change of Keycloak's version: run with {@code -DargLine=-Dsallyport.renew-schema=true}, and look at what changed. */
    @Test
    void knowsWhatKeycloakKnows() throws IOException {
        var schema = (ObjectNode) JsonMapper.shared().readTree(Files.readString(FILE));

        var renewed = KeycloakSchema.renewed(schema);

        if (Boolean.getBoolean("sallyport.renew-schema")) {
            Files.writeString(
                    FILE, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(renewed) + "\n");
        }
        assertThat(JsonMapper.shared().readTree(Files.readString(FILE))).isEqualTo(renewed);
    }
}
