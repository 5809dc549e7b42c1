package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** People of the realm, each with a browser that Keycloak knows after its first login. */
record People(Servers servers, List<Login> browsers) {

    private static final int BATCH = 500;

    /** Adds them to the realm. */
    static People of(Servers servers, int count) {
        for (var first = 0; first < count; first += BATCH) {
            var users = IntStream.range(first, Math.min(count, first + BATCH))
                    .mapToObj(People::user)
                    .toList();
            servers.admin().post("/bench/partialImport", Map.of("ifResourceExists", "SKIP", "users", users));
        }
        return new People(
                servers,
                IntStream.range(0, count)
                        .mapToObj(number -> new Login(name(number)))
                        .toList());
    }

    /** The {@code Cookie} headers of new sessions, of one person after the other. */
    List<String> logIn(Servers.Running gateway, int sessions, int atOnce) {
        try (var threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            var logins = IntStream.range(0, sessions)
                    .mapToObj(number -> browsers.get(number % browsers.size()))
                    .map(browser -> threads.submit(() -> browser.through(gateway.url(), "/bff/login")))
                    .toList();
            return logins.stream().map(AtOnce::result).toList();
        }
    }

    /** The same, as lines for {@link Wrk}. */
    Path headers(Servers.Running gateway, int sessions, int atOnce) throws IOException {
        var lines = logIn(gateway, sessions, atOnce).stream().map(cookie -> "Cookie: " + cookie);
        return Files.write(servers.folder().resolve("sessions.headers"), lines.toList());
    }

    private static Map<String, Object> user(int number) {
        var name = name(number);
        return Map.of(
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
                List.of(Map.of("type", "password", "value", name)));
    }

    private static String name(int number) {
        return "person-" + number;
    }
}
