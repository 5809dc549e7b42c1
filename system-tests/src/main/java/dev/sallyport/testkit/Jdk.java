package dev.sallyport.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** An installed JDK, to start a server on another Java than the one that runs the tests. */
public record Jdk(Path home) {

    /** The one that runs this code. */
    public static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /**
     * An installed JDK of a feature version such as 17.
     *
     * @throws StartFailed if none is found in {@code JAVA_HOME_<version>}, or where Linux, macOS and SDKMAN put them
     */
    public static Jdk of(int version) {
        return candidates(version)
                .filter(home -> versionOf(home) == version)
                .findFirst()
                .map(Jdk::new)
                .orElseThrow(() -> new StartFailed(
                        "Found no JDK " + version + ": set JAVA_HOME_" + version + " to where one is installed"));
    }

    Path java() {
        return home.resolve("bin/java");
    }

    private static Stream<Path> candidates(int version) {
        var named = Stream.ofNullable(System.getenv("JAVA_HOME_" + version)).map(Path::of);
        var sdkman = Path.of(System.getProperty("user.home"), ".sdkman/candidates/java");
        var installed = Stream.of(Path.of("/usr/lib/jvm"), Path.of("/Library/Java/JavaVirtualMachines"), sdkman)
                .flatMap(Folders::list)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
        return Stream.of(named, Stream.of(current().home()), installed).flatMap(homes -> homes);
    }

    private static int versionOf(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        try (var release = Files.newBufferedReader(home.resolve("release"))) {
            var properties = new Properties();
            properties.load(release);
            return Runtime.Version.parse(
                            properties.getProperty("JAVA_VERSION", "").replace("\"", ""))
                    .feature();
        } catch (java.io.IOException | IllegalArgumentException unknown) {
            return 0;
        }
    }
}
