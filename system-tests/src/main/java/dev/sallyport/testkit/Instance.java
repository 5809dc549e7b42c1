package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder one running Keycloak calls its home: links to the built one that it shares, and data of its own. */
record Instance(Path folder, boolean kept) implements AutoCloseable {

    /** One whose data a later start finds again. */
    static Instance keptIn(Path folder, Path home) throws IOException {
        return new Instance(Files.createDirectories(folder.toAbsolutePath()), true).linkedTo(home);
    }

    /** One that is gone when it is closed. */
    static Instance passingUnder(Path parent, Path home) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(parent), "keycloak-");
        return new Instance(folder, false).linkedTo(home);
    }

    /** Puts the files where {@code --import-realm} looks for them. */
    void offer(List<Path> realmFiles) throws IOException {
        var imports = folder.resolve("data/import");
        Folders.delete(imports);
        Files.createDirectories(imports);
        for (var file : realmFiles) {
            Files.copy(file, imports.resolve(file.getFileName().toString()));
        }
    }

    String databaseUrl() {
        var place = kept ? "file:" + folder.resolve("data/h2/keycloak") : "mem:keycloak";
        return "jdbc:h2:" + place + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
    }

    private Instance linkedTo(Path home) throws IOException {
        for (var shared : List.of("conf", "lib", "providers", "themes", "version.txt")) {
            Files.deleteIfExists(folder.resolve(shared));
            Folders.link(home.resolve(shared), folder.resolve(shared));
        }
        return this;
    }

    @Override
    public void close() {
        try {
            if (!kept) {
                Folders.delete(folder);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
