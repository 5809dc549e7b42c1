package dev.sallyport.realm.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files belong to a realm: those that were named, and in folders those with the right endings. */
final class FoundFiles {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** The schemas that editors complete by stand beside the files. */
    private static final Pattern REALM = Pattern.compile("(?i)(?!.*\\.schema\\.json$).*(?<!\\.test)\\.(yaml|yml|json)");

    private static final Pattern TEST = Pattern.compile("(?i).*\\.test\\.(yaml|yml|json)");
    private static final String ENVIRONMENTS = "environments";

    private FoundFiles() {}

    static List<Path> below(List<Path> paths, List<Finding> findings) {
        return all(paths, REALM, findings);
    }

    /** The files with assertions beside them. */
    static List<Path> tests(List<Path> paths, List<Finding> findings) {
        return all(paths, TEST, findings);
    }

    /** Those of an environment, which go on top. */
    static List<Path> onTop(List<Path> paths, Optional<String> environment, List<Finding> findings) {
        if (environment.isEmpty()) {
            return List.of();
        }
        var folders = folders(paths, environment.get());
        if (folders.isEmpty()) {
            var place = new Place(paths.getFirst(), 1, 1);
            findings.add(Finding.error(
                    place,
                    "has no folder " + ENVIRONMENTS + "/" + environment.get()
                            + Nearest.hint(environment.get(), known(paths))));
        }
        return all(folders, REALM, findings);
    }

    static List<Path> testsOnTop(List<Path> paths, Optional<String> environment, List<Finding> findings) {
        return all(environment.map(name -> folders(paths, name)).orElse(List.of()), TEST, findings);
    }

    /** Tells of folders with files in a folder, which are not read. */
    static void unread(List<Path> paths, Optional<String> environment, List<Finding> findings) {
        var ofEnvironment = environment.map(name -> folders(paths, name)).orElse(List.of());
        var named = paths.stream().map(FoundFiles::whole).toList();
        Stream.concat(paths.stream(), ofEnvironment.stream())
                .filter(Files::isDirectory)
                .flatMap(folder -> list(folder, new ArrayList<>()).stream())
                .filter(inner -> Files.isDirectory(inner) && !named.contains(whole(inner)))
                .filter(inner -> !inner.getFileName().toString().equals(ENVIRONMENTS))
                .filter(FoundFiles::hasFiles)
                .map(inner -> Finding.warning(
                        new Place(inner, 1, 1),
                        "the files in this folder are not read: only those of a folder itself are, and of "
                                + ENVIRONMENTS + "/NAME; name this folder too"))
                .forEach(findings::add);
    }

    /** At whatever depth; what is hidden is nobody's realm. */
    private static boolean hasFiles(Path path) {
        var name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? list(path, new ArrayList<>()).stream().anyMatch(FoundFiles::hasFiles)
                : REALM.matcher(name).matches() || TEST.matcher(name).matches();
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static List<Path> folders(List<Path> paths, String environment) {
        return PLAIN_NAME.matcher(environment).matches()
                ? paths.stream()
                        .map(path -> path.resolve(ENVIRONMENTS).resolve(environment))
                        .filter(Files::isDirectory)
                        .toList()
                : List.of();
    }

    private static List<String> known(List<Path> paths) {
        var none = new ArrayList<Finding>();
        return paths.stream()
                .map(path -> path.resolve(ENVIRONMENTS))
                .filter(Files::isDirectory)
                .flatMap(folder -> list(folder, none).stream())
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    private static List<Path> all(List<Path> paths, Pattern names, List<Finding> findings) {
        return paths.stream()
                .flatMap(path -> Files.isDirectory(path) ? inFolder(path, names, findings) : named(path, names))
                .toList();
    }

    private static Stream<Path> named(Path file, Pattern names) {
        var isTest = TEST.matcher(file.toString()).matches();
        return isTest == names.equals(TEST) ? Stream.of(file) : Stream.empty();
    }

    private static Stream<Path> inFolder(Path folder, Pattern names, List<Finding> findings) {
        return list(folder, findings).stream()
                .filter(file -> names.matcher(file.getFileName().toString()).matches())
                .filter(Files::isRegularFile);
    }

    private static List<Path> list(Path folder, List<Finding> findings) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            findings.add(Finding.error(new Place(folder, 1, 1), "this folder cannot be read"));
            return List.of();
        }
    }
}
