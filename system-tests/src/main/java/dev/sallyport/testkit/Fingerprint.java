package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short hash that tells whether something was made from the same things. */
final class Fingerprint {

    private final MessageDigest hash;

    Fingerprint() {
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Fingerprint of(Object described) {
        hash.update(described.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Fingerprint of(List<Path> files) {
        try {
            for (var file : files) {
                hash.update(Files.readAllBytes(file));
            }
            return this;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String value() {
        return HexFormat.of().formatHex(hash.digest(), 0, 6);
    }
}
