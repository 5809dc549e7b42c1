package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder one running Keycloak calls its home: links to the built one that it shares, and data of its own.
 *
 * @param fingerprint what the data was made from, if it is kept for later starts with the same
 * @param lock held while kept data is in use
 */
record Instance(
        Path folder, @Nullable String fingerprint, @Nullable FileChannel lock) implements AutoCloseable {

    private static final String MADE_FROM = "made-from";

    /** One whose data a later start finds again, unless it was made from something else or never completed. */
    static Instance keptIn(Path folder, String fingerprint, Path home) throws IOException {
        var absolute = Files.createDirectories(folder.toAbsolutePath());
        var instance = new Instance(absolute, fingerprint, locked(absolute)).linkedTo(home);
        var madeFrom = instance.folder.resolve(MADE_FROM);
        if (Files.notExists(madeFrom) || !Files.readString(madeFrom).equals(fingerprint)) {
            Files.deleteIfExists(madeFrom);
            Folders.delete(instance.folder.resolve("data"));
        }
        return instance;
    }

    /** One that is gone when it is closed. */
    static Instance passingUnder(Path parent, Path home) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(parent), "keycloak-");
        return new Instance(folder, null, null).linkedTo(home);
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

    /** Notes that the data is whole: schema made, realms imported. */
    void complete() {
        try {
            if (fingerprint != null) {
                Files.writeString(folder.resolve(MADE_FROM), fingerprint);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    String databaseUrl() {
        var place = fingerprint != null ? "file:" + folder.resolve("data/h2/keycloak") : "mem:keycloak";
        return "jdbc:h2:" + place + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public void close() {
        try {
            if (lock == null) {
                Folders.delete(folder);
            } else {
                lock.close();
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        var file = folder.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new StartFailed("Another Keycloak runs from " + folder + ": stop it first");
        }
        return channel;
    }

    private Instance linkedTo(Path home) throws IOException {
        for (var shared : List.of("conf", "lib", "providers", "themes", "version.txt")) {
            Files.deleteIfExists(folder.resolve(shared));
            Folders.link(home.resolve(shared), folder.resolve(shared));
        }
        return this;
    }
}
