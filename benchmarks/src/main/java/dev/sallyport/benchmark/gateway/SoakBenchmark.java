package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway at half of what it can do, with sessions in Redis, whose tokens live for a minute, while people log in and
 * out. Prints a line for each part of the time, and ends with 1 if anything was refused. Options: {@code --seconds=600} in
 * all, {@code --part=30}, {@code --warm-up=30}.
 */
final class SoakBenchmark {

    private static final int SESSIONS = 200;
    private static final int CONNECTIONS = 32;

    private final Servers servers;
    private final Servers.Running gateway;
    private final People people;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger logouts = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    private SoakBenchmark(Servers servers) {
        this.servers = servers;
        this.gateway = servers.gateway("gateway-redis", servers.inRedis());
        this.people = People.of(servers, SESSIONS);
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new Options(List.of(arguments));
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder)) {
            servers.admin().put("/bench", Map.of("accessTokenLifespan", 60));
            var failures = new SoakBenchmark(servers)
                    .run(options.number("seconds", 600), options.number("part", 30), options.number("warm-up", 30));
            System.exit(failures == 0 ? 0 : 1);
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    /** How much went wrong. */
    private long run(int seconds, int part, int warmUp) throws IOException, InterruptedException {
        var headers = people.headers(gateway, SESSIONS, 32);
        load(headers, warmUp, 0);
        var capacity = perSecond(load(headers, 5, 0));
        var pause = (int) Math.max(1, CONNECTIONS * 1000 / (capacity / 2));
        System.out.printf("capacity %.0f requests/s, a pause of %d ms on each connection%n", capacity, pause);
        var on = new AtomicBoolean(true);
        var comings = Thread.ofVirtual().start(() -> comeAndGo(on));
        var errors = 0L;
        for (var done = 0; done < seconds; done += part) {
            errors += part(headers, done, Math.min(part, seconds - done), pause);
        }
        on.set(false);
        comings.join();
        System.out.printf("%d errors, %d logins or logouts that failed%n", errors, failures.get());
        return errors + failures.get();
    }

    private long part(Path headers, int done, int seconds, int pause) throws IOException {
        var spent = Spent.by(gateway);
        var load = load(headers, seconds, pause);
        var errors = load.refused() + load.failed();
        System.out.printf(
                "%4d s: %6.0f requests/s, %.1f us CPU each, p50 %.2f ms, p99 %.1f ms, %d MB resident, %d logins, %d logouts, %d errors%n",
                done + seconds,
                perSecond(load),
                (double) spent.micros() / load.requests(),
                load.p50() / 1e3,
                load.p99() / 1e3,
                new ProcessTree(gateway.process().pid()).residentBytes() >> 20,
                logins.get(),
                logouts.get(),
                errors);
        return errors;
    }

    /** Two people a second log in, and out again. */
    private void comeAndGo(AtomicBoolean on) {
        while (on.get()) {
            try {
                for (var cookie : people.logIn(gateway, 2, 2)) {
                    logins.incrementAndGet();
                    logOut(cookie);
                    logouts.incrementAndGet();
                }
                TimeUnit.SECONDS.sleep(1);
            } catch (IllegalStateException failure) {
                System.out.println(failure.getMessage());
                failures.incrementAndGet();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void logOut(String cookie) {
        var status = Http.logOut(gateway.url(), cookie).statusCode();
        if (status != 200) {
            throw new IllegalStateException("A logout was answered with " + status);
        }
    }

    private Wrk.Load load(Path headers, int seconds, int pause) throws IOException {
        return Wrk.run(servers.folder(), gateway.url() + "/items", headers, CONNECTIONS, seconds, pause);
    }

    private static double perSecond(Wrk.Load load) {
        return load.requests() * 1e6 / load.micros();
    }
}
