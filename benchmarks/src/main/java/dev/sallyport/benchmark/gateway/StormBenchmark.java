package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The access tokens of many sessions expire, and then all of them send requests in the same moment. Says how long the last
 * waits for its answer, and how often Keycloak was asked. Its one option is how many: {@code --sessions=1000}.
 */
final class StormBenchmark {

    private static final int TOKEN_SECONDS = 30;
    private static final int REQUESTS_EACH = 3;

    private StormBenchmark() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var sessions = new Options(List.of(arguments)).number("sessions", 1000);
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder)) {
            servers.admin()
                    .put(
                            "/bench",
                            Map.of(
                                    "accessTokenLifespan",
                                    TOKEN_SECONDS,
                                    "eventsEnabled",
                                    true,
                                    "enabledEventTypes",
                                    List.of("REFRESH_TOKEN")));
            run(servers, "memory", servers.gateway("gateway", Map.of()), sessions);
            run(servers, "redis", servers.gateway("gateway-redis", servers.inRedis()), sessions);
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private static void run(Servers servers, String store, Servers.Running gateway, int sessions)
            throws InterruptedException {
        var people = People.of(servers, sessions);
        people.logIn(gateway, sessions, 32); // so that their second logins are quick, and the code is compiled
        var cookies = people.logIn(gateway, sessions, 32);
        TimeUnit.SECONDS.sleep(TOKEN_SECONDS);
        var before = refreshes(servers);
        var begun = System.nanoTime();
        var answers = AtOnce.all(Collections.nCopies(REQUESTS_EACH, cookies).stream()
                .flatMap(List::stream)
                .<Callable<Integer>>map(cookie -> () -> status(gateway, cookie))
                .toList());
        System.out.printf(
                "%s: %,d requests of %,d sessions at once: the last was answered after %.1f s; statuses %s, %,d refreshes%n",
                store,
                answers.size(),
                sessions,
                (System.nanoTime() - begun) / 1e9,
                answers.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
                refreshes(servers) - before);
    }

    private static int status(Servers.Running gateway, String cookie) {
        return Http.send(Http.request(gateway.url() + "/items").header("Cookie", cookie))
                .statusCode();
    }

    private static int refreshes(Servers servers) {
        return servers.admin()
                .get("/bench/events?type=REFRESH_TOKEN&max=1000000")
                .size();
    }
}
