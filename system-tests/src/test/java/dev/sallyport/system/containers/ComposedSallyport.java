package dev.sallyport.system.containers;

import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.FreePort;
import dev.sallyport.testkit.Realm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Our {@code docker-compose.yml}, started under a name and on ports of its own; nothing of it is left afterwards. */
final class ComposedSallyport implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Compose compose;
    private final int gatewayPort = FreePort.next();
    private final int keycloakPort = FreePort.next();
    private final Thread atInterrupt = new Thread(this::down, "compose down");

    private ComposedSallyport(Compose compose) {
        var variables = new TreeMap<>(secrets());
        variables.put(
                "COMPOSE_PROJECT_NAME",
                "sallyport-test-" + ThreadLocalRandom.current().nextInt(1_000_000));
        variables.put("SALLYPORT_GATEWAY_PORT", String.valueOf(gatewayPort));
        variables.put("SALLYPORT_KEYCLOAK_PORT", String.valueOf(keycloakPort));
        variables.put("SALLYPORT_KEYCLOAK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        this.compose = compose.given(variables);
        Runtime.getRuntime().addShutdownHook(atInterrupt);
    }

    static Map<String, String> secrets() {
        return Map.of(
                "SALLYPORT_SERVER_KEY", "b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=",
                "SALLYPORT_REDIS_PASSWORD", "redis-secret",
                "SALLYPORT_ADMIN_PASSWORD", "admin",
                "SALLYPORT_DATABASE_PASSWORD", "database-secret",
                "SALLYPORT_GATEWAY_SECRET", "gateway-secret",
                "SALLYPORT_INVOICES_SECRET", "invoices-secret",
                "SALLYPORT_ORDERS_SECRET", "orders-secret",
                "SALLYPORT_ROBOT_SECRET", "robot-secret");
    }

    /** Builds the images and starts everything; the gateway comes last, when all it needs is ready. */
    static ComposedSallyport up(Compose compose) {
        var sallyport = new ComposedSallyport(compose);
        try {
            sallyport.compose.run("build");
            sallyport.compose.run("up", "-d");
            sallyport.awaitGateway();
            return sallyport;
        } catch (IllegalStateException failed) {
            failed.addSuppressed(new IllegalStateException(sallyport.logs()));
            sallyport.close();
            throw failed;
        }
    }

    Browser browser() {
        return Browser.on("http://localhost:" + gatewayPort);
    }

    Realm realm() {
        return Realm.of("http://localhost:" + keycloakPort, "sallyport");
    }

    /** What the containers have logged of late. */
    String logs() {
        return compose.output("logs", "--no-color", "--tail=40").text();
    }

    List<Container> containers() {
        return compose.run("ps", "-q").lines().map(Container::of).toList();
    }

    /** Compose has waited for all that the gateway needs, and 1.29 cannot wait for more. */
    private void awaitGateway() {
        var gateway = compose.run("ps", "-q", "gateway").strip();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Container.of(gateway).isHealthy()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The gateway was not ready after " + PATIENCE);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atInterrupt);
        down();
    }

    private void down() {
        compose.run("down", "--volumes", "--rmi", "local", "--timeout", "5");
    }
}
