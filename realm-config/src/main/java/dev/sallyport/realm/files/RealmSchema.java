package dev.sallyport.realm.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas of the files: editors complete and check by them, and so does this tool. */
public enum RealmSchema {
    /** Of the files of a realm. */
    REALM("realm.schema.json"),
    /** Of the files with assertions about it. */
    TEST("realm-test.schema.json");

    private final String resource;

    RealmSchema(String resource) {
        this.resource = resource;
    }

    public String text() {
        try (var stream = RealmSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode schema() {
        return JsonMapper.shared().readTree(text());
    }
}
