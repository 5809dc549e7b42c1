package dev.sallyport.testkit;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A Keycloak with certain provider jars, features and build options, for which {@code kc.sh build} has run.
 *
 * <p>That takes half a minute, so each combination is built once and kept; the folder's name says by a hash what is in it.
 *
 * @param jdk the one to build with; what it builds runs on others too
 */
record KeycloakHome(
        Distribution distribution, List<Path> providers, List<String> features, List<String> buildOptions, Jdk jdk) {

    private static final String BUILT = "built";

    /** A build is over before C2 has paid off: half the processor time. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** The built home, made now if there is none; one at a time, in this JVM and beside others. */
    Path builtIn(Path cache) {
        var home = cache.resolve(distribution.version() + "-" + fingerprint());
        synchronized (KeycloakHome.class) {
            try (var channel = FileChannel.open(lockIn(cache), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && Files.notExists(home.resolve(BUILT))) {
                    Folders.delete(home);
                    layOut(distribution.unpackedIn(cache), home);
                    build(home);
                    Files.createFile(home.resolve(BUILT));
                }
                return home;
            } catch (IOException failure) {
                throw new StartFailed("Could not build a Keycloak in " + home, failure);
            }
        }
    }

    /** Told apart by all that the build depends on. */
    String fingerprint() {
        return new Fingerprint()
                .of(distribution)
                .of(String.join(",", features))
                .of(String.join(" ", buildOptions))
                .of(providers)
                .value();
    }

    private static Path lockIn(Path cache) throws IOException {
        return Files.createDirectories(cache).resolve("lock");
    }

    /** Copies what the build writes to, and links what it only reads (most of it). */
    private void layOut(Path unpacked, Path home) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.copy(unpacked.resolve("bin/kc.sh"), home.resolve("bin/kc.sh"));
        Files.copy(unpacked.resolve("version.txt"), home.resolve("version.txt"));
        for (var folder : List.of("conf", "themes", "providers")) {
            Folders.copy(unpacked.resolve(folder), home.resolve(folder));
        }
        Files.createDirectories(home.resolve("lib"));
        Files.copy(unpacked.resolve("lib/quarkus-run.jar"), home.resolve("lib/quarkus-run.jar"));
        Folders.copy(unpacked.resolve("lib/app"), home.resolve("lib/app"));
        Folders.copy(unpacked.resolve("lib/quarkus"), home.resolve("lib/quarkus"));
        Folders.link(unpacked.resolve("lib/lib"), home.resolve("lib/lib"));
        for (var provider : providers) {
            Files.copy(
                    provider,
                    home.resolve("providers").resolve(provider.getFileName().toString()));
        }
    }

    private void build(Path home) throws IOException {
        var command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(List.of("--health-enabled=true", "--metrics-enabled=true"));
        if (buildOptions.stream().noneMatch(option -> option.startsWith("--db="))) {
            command.add("--db=dev-file");
        }
        if (!features.isEmpty()) {
            command.add("--features=" + String.join(",", features));
        }
        command.addAll(buildOptions);
        var log = home.resolve("build.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("JAVA", jdk.java().toString());
        builder.environment().merge("JAVA_OPTS_APPEND", QUICK, (own, quick) -> own + " " + quick);
        ended(builder.start(), log);
    }

    private static void ended(Process build, Path log) throws IOException {
        Reaper.adopt(build);
        try {
            if (build.waitFor() != 0) {
                throw new StartFailed("kc.sh build failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            build.destroyForcibly();
            throw new StartFailed("Interrupted while Keycloak was being built", interrupted);
        } finally {
            Reaper.release(build);
        }
    }
}
