package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Logs many people in at once, and says what a login costs the gateway, what its session takes in memory and in Redis, and
 * what a request costs when each comes with another session. Its one option is how many: {@code --sessions=10000}.
 */
final class SessionsBenchmark {

    private static final int BROWSERS = 32;
    private static final int PEOPLE = 500;
    private static final List<String> SMALL = List.of("-Xmx224m", "-XX:+UseCompactObjectHeaders");

    private final Servers servers;
    private final int sessions;

    private SessionsBenchmark(Servers servers, int sessions) {
        this.servers = servers;
        this.sessions = sessions;
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var sessions = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0].replaceFirst("^--sessions=", ""));
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder)) {
            var benchmark = new SessionsBenchmark(servers, sessions);
            benchmark.addPeople();
            benchmark.measure("memory", servers.gateway("gateway", Map.of(), SMALL));
            var before = benchmark.redisBytes();
            benchmark.measure("redis", servers.gateway("gateway-redis", servers.inRedis(), SMALL));
            System.out.printf("redis: %d bytes a session%n", (benchmark.redisBytes() - before) / sessions);
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private void addPeople() {
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(SessionsBenchmark::person)
                .map(name -> Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@north.example",
                        "firstName",
                        name,
                        "lastName",
                        "Bench",
                        "credentials",
                        List.of(Map.of("type", "password", "value", name))))
                .toList();
        servers.admin().post("/bench/partialImport", Map.of("ifResourceExists", "SKIP", "users", people));
    }

    private static String person(int number) {
        return "person-" + number % PEOPLE;
    }

    private void measure(String store, Servers.Running gateway) throws IOException, InterruptedException {
        var process = new ProcessTree(gateway.process().pid());
        logIn(gateway, BROWSERS * 20);
        var heapBefore = heapBytes(process);
        var cpuBefore = process.cpuMicros();
        var begun = System.nanoTime();
        var headers = logIn(gateway, sessions);
        var seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%s: %d logins in %.1f s, %.2f ms CPU each%n",
                store, sessions, seconds, (process.cpuMicros() - cpuBefore) / 1e3 / sessions);
        System.out.printf("%s: %d bytes of heap a session%n", store, (heapBytes(process) - heapBefore) / sessions);
        load(store, gateway, headers);
        System.out.printf(
                "%s: %d bytes of heap a session, when each was used%n",
                store, (heapBytes(process) - heapBefore) / sessions);
    }

    private void load(String store, Servers.Running gateway, Path headers) throws IOException {
        var process = new ProcessTree(gateway.process().pid());
        Wrk.run(servers.folder(), gateway.url() + "/items", headers, BROWSERS, 10);
        var cpuBefore = process.cpuMicros();
        var load = Wrk.run(servers.folder(), gateway.url() + "/items", headers, BROWSERS, 10);
        System.out.printf(
                "%s: %d requests, each by another session: %.1f us CPU each, %d MB resident, %d errors%n",
                store,
                load.requests(),
                (double) (process.cpuMicros() - cpuBefore) / load.requests(),
                process.residentBytes() >> 20,
                load.refused() + load.failed());
    }

    private Path logIn(Servers.Running gateway, int count) throws IOException {
        try (var browsers = Executors.newFixedThreadPool(BROWSERS)) {
            var logins = IntStream.range(0, count)
                    .mapToObj(
                            number -> browsers.submit(() -> Login.through(gateway.url(), "/bff/login", person(number))))
                    .toList();
            var lines = new StringBuilder();
            for (var login : logins) {
                lines.append("Cookie: ").append(login.get()).append('\n');
            }
            return Files.writeString(servers.folder().resolve("sessions.headers"), lines);
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException("Not all could log in", failure);
        }
    }

    /** What is left after a full collection. */
    private static long heapBytes(ProcessTree process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
        var histogram = jcmd(process, "GC.class_histogram");
        var total = histogram.getLast().trim().split(" +", -1);
        return Long.parseLong(total[2]);
    }

    private static List<String> jcmd(ProcessTree process, String command) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
        var run = new ProcessBuilder(jcmd, String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var lines = run.inputReader().lines().filter(line -> !line.isBlank()).toList();
        run.waitFor();
        return lines;
    }

    private long redisBytes() {
        return servers.redis().ask("INFO memory").stream()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
