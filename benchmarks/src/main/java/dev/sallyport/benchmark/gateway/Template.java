package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A file that a server is started with, which lacks what is known only then. */
record Template(String name, String text) {

    static Template named(String name) {
        try (var resource = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new Template(name, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes it into a folder, which it may name as <code>${folder}</code>. */
    Path in(Path folder, Map<String, ?> values) {
        var filled = text.replace("${folder}", folder.toString());
        for (var value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", String.valueOf(value.getValue()));
        }
        try {
            return Files.writeString(folder.resolve(name), filled);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
