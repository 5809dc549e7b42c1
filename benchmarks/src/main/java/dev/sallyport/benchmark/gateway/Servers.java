package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.KeycloakAdmin;
import dev.sallyport.testkit.KeycloakSetup;
import dev.sallyport.testkit.Realm;
import dev.sallyport.testkit.Redis;
import dev.sallyport.testkit.ServerProcess;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The servers of a run: Keycloak, the service behind the proxies, and the proxies as they are asked for. */
final class Servers implements AutoCloseable {

    private static final List<String> JVM_OPTIONS =
            List.of(System.getProperty("sallyport.bench.jvm", "-XX:+UseParallelGC -Xmx1g")
                    .split(" "));

    private final Path folder;
    private final int upstream = FreePort.next();
    private final ServerProcess service;
    private final SigningKey signingKey = SigningKey.generate();
    private final Keycloak keycloak;
    private final NewTokens newTokens;
    private final Map<String, Running> running = new HashMap<>();
    private @Nullable Redis redis;

    private Servers(Path folder) {
        this.folder = folder;
        Wrk.prepare(folder);
        this.service = nginx("upstream", Map.of("upstream", upstream, "body", body()));
        this.keycloak = new KeycloakSetup()
                .realm(Template.named("bench-realm.json")
                        .in(
                                folder,
                                Map.of(
                                        "privateKey", signingKey.encoded(),
                                        "large4", "x".repeat(4 << 10),
                                        "large8", "x".repeat(8 << 10))))
                .start();
        this.newTokens = new NewTokens(folder, signingKey, RealmKey.of(realm()).id(), accessToken());
    }

    /** A proxy that answers, and how long that took from its start. */
    record Running(ServerProcess process, String url, Duration start) {}

    static Servers start(Path folder) throws IOException {
        return new Servers(Files.createDirectories(folder));
    }

    Path folder() {
        return folder;
    }

    Realm realm() {
        return keycloak.realm("bench");
    }

    KeycloakAdmin admin() {
        return keycloak.admin();
    }

    /** Alice's. */
    String accessToken() {
        return realm().token(Map.of(
                        "grant_type", "password",
                        "client_id", "gateway",
                        "client_secret", "gateway-secret",
                        "username", "alice",
                        "password", "alice",
                        "scope", "openid"))
                .orThrow()
                .path("access_token")
                .asString();
    }

    NewTokens newTokens() {
        return newTokens;
    }

    Running nginx() {
        return running("nginx", port -> nginx("nginx", Map.of("upstream", upstream, "port", port)));
    }

    Running apache() {
        return running("httpd", port -> {
            var key = RealmKey.of(realm());
            var settings = Map.<String, Object>of(
                    "port", port,
                    "upstream", upstream,
                    "issuer", realm().issuer(),
                    "kid", key.id(),
                    "certificate", key.writtenTo(folder.resolve("realm.pem")));
            var configuration = Template.named("httpd.conf").in(folder, settings);
            return start("httpd", List.of("apache2", "-DFOREGROUND", "-f", configuration.toString()), Map.of());
        });
    }

    /** One of the JVM peers. */
    Running peer(String name) {
        return peer(name, name, List.of());
    }

    /** The same, with routes for {@code /service-1} and so on. */
    Running peerWithRoutes(String name, int count) {
        var routes = new Routes(count, "").file(folder);
        return peer(name, name + "-routes", List.of("--spring.config.additional-location=file:" + routes));
    }

    private Running peer(String name, String process, List<String> options) {
        var redisUrl = name.endsWith("redis") ? redis().url() : "";
        return running(
                process,
                port -> java(process, jarOf("benchmarks/peers/" + name), port, Map.of("REDIS", redisUrl), options));
    }

    /** The gateway, with further settings. */
    Running gateway(String name, Map<String, String> settings) {
        return gateway(name, settings, List.of());
    }

    /** The gateway, with routes for {@code /service-1} and so on. */
    Running gatewayWithRoutes(int count) {
        var routes = new Routes(count, "RequireScopes=openid, Relay=orders").lines();
        return gateway("gateway-routes-" + count, Map.of(), List.of(), routes);
    }

    Running gateway(String name, Map<String, String> settings, List<String> variant) {
        return gateway(name, settings, variant, "");
    }

    Running gateway(String name, Map<String, String> settings, List<String> variant, String routes) {
        return running(name, port -> {
            var configuration = Template.named("gateway.yml").in(folder, Map.of("routes", routes));
            var options = new ArrayList<>(variant);
            options.add("--spring.config.additional-location=file:" + configuration);
            options.add("--management.server.port=" + FreePort.next());
            return java(name, gatewayJar(options), port, settings, options);
        });
    }

    Map<String, String> inRedis() {
        return Map.of(
                "SALLYPORT_SESSION_STORE", "redis",
                "SALLYPORT_SERVERKEYS", "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtMTI=",
                "SPRING_DATA_REDIS_URL", redis().url());
    }

    Redis redis() {
        if (redis == null) {
            redis = Redis.start();
        }
        return redis;
    }

    @Override
    public void close() {
        running.values().forEach(server -> server.process.close());
        if (redis != null) {
            redis.close();
        }
        keycloak.close();
        service.close();
    }

    private Running running(String name, IntFunction<ServerProcess> start) {
        return running.computeIfAbsent(name, absent -> {
            var port = FreePort.next();
            var url = "http://localhost:" + port;
            var begun = System.nanoTime();
            var process = start.apply(port);
            process.awaitReady(() -> Http.answers(url));
            return new Running(process, url, Duration.ofNanos(System.nanoTime() - begun));
        });
    }

    /** The one that was built, or an earlier one that is named among the options of a variant. */
    private static Path gatewayJar(List<String> options) {
        return options.stream().filter(Servers::isJar).findFirst().map(Path::of).orElseGet(() -> jarOf("gateway"));
    }

    private static boolean isJar(String option) {
        return option.endsWith(".jar");
    }

    private ServerProcess nginx(String name, Map<String, Object> settings) {
        var configuration = Template.named(name + ".conf").in(folder, settings);
        return start(name, List.of("nginx", "-c", configuration.toString()), Map.of());
    }

    private ServerProcess java(String name, Path jar, int port, Map<String, String> settings, List<String> options) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(JVM_OPTIONS);
        options.stream()
                .filter(option -> !option.startsWith("--") && !isJar(option))
                .forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        options.stream().filter(option -> option.startsWith("--")).forEach(command::add);
        var environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("UPSTREAM", "http://127.0.0.1:" + upstream);
        environment.put("ISSUER", realm().issuer());
        return start(name, command, environment);
    }

    private ServerProcess start(String name, List<String> command, Map<String, String> environment) {
        return ServerProcess.start(name, command, environment, folder.resolve(name + ".log"));
    }

    private static Path jarOf(String module) {
        return Workspace.current().jarOf(module);
    }

    /** About 1 KB. */
    private static String body() {
        var items = new ArrayList<String>();
        for (var id = 0; id < 17; id++) {
            items.add(
                    "{\"id\":%d,\"name\":\"item-%04d\",\"price\":%d.99,\"tags\":[\"a\",\"b\"]}".formatted(id, id, id));
        }
        return "{\"items\":[" + String.join(",", items) + "]}";
    }
}
