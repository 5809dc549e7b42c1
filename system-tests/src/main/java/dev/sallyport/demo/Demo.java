package dev.sallyport.demo;

import dev.sallyport.testkit.StackSetup;
import dev.sallyport.testkit.StartFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts everything, says where it is, and stops everything when it is interrupted or a part ends by itself.
 *
 * <p>The launcher gives every port as a variable; the folder for data and logs, and secrets, may be given too.
 */
final class Demo {

    private static final Path FOLDER =
            Path.of(Objects.requireNonNullElse(System.getenv("SALLYPORT_DEMO_FOLDER"), ".sallyport/demo"));

    private final Screen screen = Screen.ofThisProcess();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    static void main() {
        System.exit(new Demo().run());
    }

    /** Never returns 0: the end of a demo is an interruption or a failure. */
    private int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted.set(true), "note the interruption"));
        try (var stack = setup().start(screen)) {
            screen.show(Welcome.to(stack, FOLDER));
            fail(stack.awaitAnyEnd() + " has ended by itself: see its log in " + FOLDER);
        } catch (StartFailed failure) {
            fail(failure.reason());
        }
        return 1;
    }

    private void fail(String reason) {
        if (!interrupted.get()) {
            screen.fail(reason);
        }
    }

    private static StackSetup setup() {
        var setup = new StackSetup();
        setup.keycloak().port(port("KEYCLOAK")).keptIn(FOLDER.resolve("keycloak"));
        setup.orders().port(port("ORDERS"));
        setup.invoices().port(port("INVOICES"));
        setup.gateway().port(port("GATEWAY")).managementPort(port("MANAGEMENT"));
        setup.logsIn(FOLDER);
        for (var client : List.of("GATEWAY", "ROBOT", "ORDERS", "INVOICES")) {
            var name = "SALLYPORT_" + client + "_SECRET";
            Optional.ofNullable(System.getenv(name))
                    .ifPresent(secret -> setup.keycloak().environment(name, secret));
        }
        return setup;
    }

    private static int port(String server) {
        return Integer.parseInt(System.getenv("SALLYPORT_" + server + "_PORT"));
    }
}
