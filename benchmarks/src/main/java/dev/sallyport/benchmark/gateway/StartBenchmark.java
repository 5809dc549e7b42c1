package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.ServerProcess;
import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long the gateway takes from its start to its first answer: from its one jar, unpacked as in its image, and with the
 * cache of loaded and linked classes that the image holds.
 */
final class StartBenchmark {

    private static final int STARTS = 5;
    private static final int PORT = FreePort.next();
    private static final int MANAGEMENT_PORT = FreePort.next();

    private StartBenchmark() {}

    static void main() throws IOException, InterruptedException {
        var workspace = Workspace.current();
        var folder = Files.createDirectories(workspace.cache().resolve("bench/start"));
        try {
            var jar = workspace.jarOf("gateway");
            measure("one jar", folder, List.of("-jar", jar.toString()));
            var app = unpacked(jar, folder);
            measure("unpacked", folder, List.of("-jar", app.toString()));
            var cache = folder.resolve("app.aot");
            train(app, cache, folder);
            measure("with AOT cache", folder, List.of("-XX:AOTCache=" + cache, "-jar", app.toString()));
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private static void measure(String what, Path folder, List<String> options) {
        var seconds = new double[STARTS];
        var cpu = new double[STARTS];
        for (var number = 0; number < STARTS; number++) {
            var begun = System.nanoTime();
            try (var gateway = ServerProcess.start("gateway", command(options), environment(), folder.resolve("log"))) {
                gateway.awaitReady(() -> Http.answers("http://localhost:" + PORT + "/bff/session"));
                seconds[number] = (System.nanoTime() - begun) / 1e9;
                cpu[number] = new ProcessTree(gateway.pid()).cpuMicros() / 1e6;
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        System.out.printf(
                "%s: %.1f s to the first answer (best %.1f), %.1f s CPU%n",
                what, seconds[STARTS / 2], seconds[0], cpu[STARTS / 2]);
    }

    private static Path unpacked(Path jar, Path folder) throws IOException, InterruptedException {
        var target = folder.resolve("app");
        if (Files.notExists(target.resolve("app.jar"))) {
            Files.createDirectories(target);
            Files.copy(jar, folder.resolve("app.jar"), StandardCopyOption.REPLACE_EXISTING);
            run(
                    folder,
                    List.of(
                            "-Djarmode=tools",
                            "-jar",
                            folder.resolve("app.jar").toString(),
                            "extract",
                            "--destination",
                            target.toString(),
                            "--force"));
        }
        return target.resolve("app.jar");
    }

    private static void train(Path app, Path cache, Path folder) throws IOException, InterruptedException {
        run(folder, List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", app.toString()));
    }

    private static void run(Path folder, List<String> options) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(options))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("See " + folder.resolve("log"));
        }
    }

    private static List<String> command(List<String> options) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of("-XX:+UseParallelGC", "-Xmx384m"));
        command.addAll(options);
        return command;
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE", "demo",
                "SALLYPORT_GATEWAY_PORT", String.valueOf(PORT),
                "SALLYPORT_MANAGEMENT_PORT", String.valueOf(MANAGEMENT_PORT));
    }
}
