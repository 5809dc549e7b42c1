package dev.sallyport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What {@link Files} lacks. */
final class Folders {

    private Folders() {}

    /** What a folder holds, by name; nothing if there is no such folder. */
    static Stream<Path> list(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files in a folder; or the one file itself. */
    static Stream<Path> files(Path fileOrFolder) {
        return Files.isRegularFile(fileOrFolder) ? Stream.of(fileOrFolder) : list(fileOrFolder);
    }

    /** Deletes a folder and what is in it; follows no link. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var entries = Files.walk(folder)) {
            for (var entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (var entries = Files.walk(from)) {
            for (var entry : entries.toList()) {
                Files.copy(entry, to.resolve(from.relativize(entry).toString()));
            }
        }
    }

    static void link(Path from, Path to) throws IOException {
        Files.createSymbolicLink(to, from.toAbsolutePath());
    }
}
