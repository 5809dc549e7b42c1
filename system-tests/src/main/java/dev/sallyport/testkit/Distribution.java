package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.zip.ZipFile;

/** Keycloak's distribution of one version, as it is on Maven Central, unpacked once. */
record Distribution(String version) {

    static Distribution ours() {
        return named("keycloak");
    }

    /** Of the oldest Keycloak that Sallyport's extension is for. */
    static Distribution oldest() {
        return named("oldest-keycloak");
    }

    private static Distribution named(String name) {
        var versions = new Properties();
        try (var file = Distribution.class.getResourceAsStream("versions.properties")) {
            versions.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Distribution(versions.getProperty(name));
    }

    /** The unpacked distribution. Nobody may write there: the homes we build link to it. */
    Path unpackedIn(Path cache) throws IOException {
        var unpacked = cache.resolve(version);
        if (Files.notExists(unpacked)) {
            var parts = Files.createTempDirectory(Files.createDirectories(cache), "unpacking-");
            unzip(archive(), parts);
            Files.move(parts.resolve("keycloak-" + version), unpacked, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(parts);
        }
        return unpacked;
    }

    private Path archive() {
        var repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        var artifact = "keycloak-quarkus-dist";
        var archive = Path.of(repository, "org/keycloak", artifact, version, artifact + "-" + version + ".zip");
        if (Files.notExists(archive)) {
            throw new StartFailed("Keycloak " + version + " is not in " + repository
                    + ": fetch it with mvn dependency:get -Dartifact=org.keycloak:" + artifact + ":" + version
                    + ":zip");
        }
        return archive;
    }

    private static void unzip(Path archive, Path target) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                var file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
    }
}
