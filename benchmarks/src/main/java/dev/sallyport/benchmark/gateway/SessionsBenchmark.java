package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Logs many people in at once, and says what a login costs the gateway, what its session takes in memory and in Redis, and
 * what a request costs when each comes with another session. Begins with a burst of
 * logins. Its one option is how many sessions: {@code --sessions=10000}.
 */
final class SessionsBenchmark {

    private static final int BROWSERS = 32;
    private static final int PEOPLE = 1000;
    private static final List<String> SMALL = List.of("-Xmx224m", "-XX:+UseCompactObjectHeaders");

    private final Servers servers;
    private final int sessions;
    private final People people;

    private SessionsBenchmark(Servers servers, int sessions) {
        this.servers = servers;
        this.sessions = sessions;
        this.people = People.of(servers, PEOPLE);
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var sessions = new Options(List.of(arguments)).number("sessions", 10_000);
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder)) {
            var benchmark = new SessionsBenchmark(servers, sessions);
            benchmark.measure("memory", servers.gateway("gateway", Map.of(), SMALL));
            var before = benchmark.redisBytes();
            benchmark.measure("redis", servers.gateway("gateway-redis", servers.inRedis(), SMALL));
            System.out.printf("redis: %d bytes a session%n", (benchmark.redisBytes() - before) / sessions);
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private void measure(String store, Servers.Running gateway) throws IOException, InterruptedException {
        var process = new ProcessTree(gateway.process().pid());
        burst(store, gateway);
        var heapBefore = heapBytes(process);
        var cpuBefore = process.cpuMicros();
        var begun = System.nanoTime();
        var headers = people.headers(gateway, sessions, BROWSERS);
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

    /** Everybody at the same moment, for the first time. */
    private void burst(String store, Servers.Running gateway) {
        var begun = System.nanoTime();
        var cookies = people.logIn(gateway, PEOPLE, PEOPLE);
        System.out.printf(
                "%s: %,d logins at once, all done after %.1f s%n",
                store, cookies.size(), (System.nanoTime() - begun) / 1e9);
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
