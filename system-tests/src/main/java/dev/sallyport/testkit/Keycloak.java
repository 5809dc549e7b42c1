package dev.sallyport.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A real Keycloak that runs beside us. Its administrator is {@code admin} with password {@code admin}.
 *
 * <pre>{@code
 * try (var keycloak = new KeycloakSetup().sallyportExtension().realm(Path.of("my-realm.json")).start()) {
 *     var token = keycloak.realm("my-realm").token(Map.of("grant_type", "client_credentials", …));
 * }
 * }</pre>
 */
public final class Keycloak implements AutoCloseable {

    static final String ADMINISTRATOR = "admin";

    private final String url;
    private final URI management;
    private final ServerProcess process;
    private final Instance instance;
    private final KeycloakAdmin admin;

    private Keycloak(KeycloakSetup setup, ServerProcess process, Instance instance) {
        this.url = setup.url();
        this.management = URI.create("http://localhost:" + setup.managementPort);
        this.process = process;
        this.instance = instance;
        this.admin = new KeycloakAdmin(url);
    }

    static Keycloak start(KeycloakSetup setup) {
        return launch(setup).awaitReady();
    }

    /** Starts it without waiting, so that others can start at the same time. */
    static Keycloak launch(KeycloakSetup setup) {
        var cache = Workspace.current().cache();
        var home = new KeycloakHome(setup.distribution, setup.providers, setup.features)
                .builtIn(cache.resolve("keycloak"));
        try {
            var instance = setup.keptIn != null
                    ? Instance.keptIn(setup.keptIn, home)
                    : Instance.passingUnder(cache.resolve("run"), home);
            instance.offer(setup.realmFiles);
            var log = setup.log != null ? setup.log : cache.resolve("logs/keycloak-" + setup.port + ".log");
            var environment = new HashMap<>(setup.environment);
            environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
            environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR);
            var process = ServerProcess.start("Keycloak", command(setup, home, instance), environment, log);
            return new Keycloak(setup, process, instance);
        } catch (IOException failure) {
            throw new StartFailed("Could not lay out a Keycloak that runs from " + home, failure);
        }
    }

    Keycloak awaitReady() {
        process.awaitReady(management.resolve("/health/ready"));
        return this;
    }

    /** Where browsers and clients reach it, without a slash at the end. */
    public String url() {
        return url;
    }

    /** Where operators reach it: {@code /health}, {@code /metrics}. */
    public URI management() {
        return management;
    }

    /** What clients see of a realm: its issuer and its endpoints. */
    public Realm realm(String name) {
        return new Realm(url, name, admin);
    }

    /** Keycloak's admin REST API, called as its administrator. */
    public KeycloakAdmin admin() {
        return admin;
    }

    /** All that Keycloak has logged so far. */
    public String output() {
        return process.output();
    }

    /** Stops it; its database is gone, unless it was to be kept. */
    @Override
    public void close() {
        process.close();
        instance.close();
    }

    private static List<String> command(KeycloakSetup setup, Path home, Instance instance) {
        var command = new ArrayList<>(List.of(
                setup.jdk.java().toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + instance.folder(),
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "--enable-native-access=ALL-UNNAMED"));
        for (var opened : List.of("lang", "security", "util", "util.concurrent")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
        command.addAll(List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--optimized"));
        command.addAll(setup.startOptions(instance.databaseUrl()));
        if (!setup.realmFiles.isEmpty()) {
            command.add("--import-realm");
        }
        return command;
    }
}
