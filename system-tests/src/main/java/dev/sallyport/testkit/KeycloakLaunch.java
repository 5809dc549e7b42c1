package dev.sallyport.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Starts a Keycloak from its setup, as {@code kc.sh start --optimized} does.
 *
 * <p>Not by way of that script: its shell would stay between us and the server, and leave it behind when killed.
 */
record KeycloakLaunch(KeycloakSetup setup, Path home, Instance instance) {

    static Keycloak of(KeycloakSetup setup) {
        var cache = Workspace.current().cache();
        var home = setup.builtHome();
        try {
            var instance = setup.keptIn != null
                    ? Instance.keptIn(setup.keptIn, setup.fingerprint(), home)
                    : Instance.passingUnder(cache.resolve("run"), home);
            instance.offer(setup.realmFiles);
            return new KeycloakLaunch(setup, home, instance).launch(cache.resolve("logs"));
        } catch (IOException failure) {
            throw new StartFailed("Could not lay out a Keycloak that runs from " + home, failure);
        }
    }

    private Keycloak launch(Path logs) {
        var log = setup.log != null ? setup.log : logs.resolve("keycloak-" + setup.port + ".log");
        var environment = new HashMap<>(setup.environment);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", Keycloak.ADMINISTRATOR);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", Keycloak.ADMINISTRATOR);
        return new Keycloak(setup, instance, ServerProcess.start("Keycloak", command(), environment, log));
    }

    private List<String> command() {
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
        command.addAll(setup.javaOptions);
        command.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
        command.addAll(List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--optimized"));
        command.addAll(setup.startOptions(instance.databaseUrl()));
        return command;
    }
}
