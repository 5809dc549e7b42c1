package dev.sallyport.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder the kit works in: the nearest one with a Maven wrapper (Sallyport's repository, or that of a user), else this
 * one.
 *
 * <p>What is worth keeping between runs (unpacked and built Keycloaks) is under its {@code .sallyport/}, which may be
 * deleted at any time.
 */
public record Workspace(Path root) {

    /** The one of the folder that this process was started in. */
    public static Workspace current() {
        var here = Path.of("").toAbsolutePath();
        return new Workspace(Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("mvnw")))
                .findFirst()
                .orElse(here));
    }

    /** What is worth keeping between runs. */
    public Path cache() {
        return root.resolve(".sallyport");
    }

    /** The jar that the build made of a module; never its sources, tests or the jar before it was shaded. */
    public Path jarOf(String module) {
        var target = root.resolve(module).resolve("target");
        var name = Path.of(module).getFileName() + "-";
        return Folders.list(target)
                .filter(file -> file.getFileName().toString().startsWith(name))
                .filter(file -> file.toString().matches(".*(?<!-sources|-javadoc|-tests)\\.jar"))
                .findFirst()
                .orElseThrow(() -> new StartFailed("There is no " + name + "*.jar in " + target
                        + ": build it with ./mvnw -pl " + module + " -am package"));
    }
}
