package dev.sallyport.testkit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/**
 * The whole of Sallyport on this machine: Keycloak with the demo realm, both services, and the gateway in front of them.
 *
 * <pre>{@code
 * var alice = stack.browser().logIn("alice");
 * assertThat(alice.get("/api/orders")).hasStatus(200);
 * }</pre>
 */
public final class Stack implements AutoCloseable {

    private final Keycloak keycloak;
    private final Application orders;
    private final Application invoices;
    private final Application gateway;

    Stack(Keycloak keycloak, Application orders, Application invoices, Application gateway) {
        this.keycloak = keycloak;
        this.orders = orders;
        this.invoices = invoices;
        this.gateway = gateway;
    }

    /** A new browser, with an empty page of the gateway's site. */
    public Browser browser() {
        return Browser.on(gateway.url());
    }

    public Keycloak keycloak() {
        return keycloak;
    }

    /** The demo realm. */
    public Realm realm() {
        return keycloak.realm("sallyport");
    }

    public Application gateway() {
        return gateway;
    }

    public Application orders() {
        return orders;
    }

    public Application invoices() {
        return invoices;
    }

    /** Waits until one of the servers ends, and says which. */
    public String awaitAnyEnd() {
        var ends = servers().stream().map(Server::ended).toArray(CompletableFuture<?>[]::new);
        return ((Server) CompletableFuture.anyOf(ends).join()).name();
    }

    @Override
    public void close() {
        servers().parallelStream().forEach(Server::close);
    }

    /** Waits for all at once; the first that fails stops the others. */
    Stack awaitReady(Progress progress) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ExecutorCompletionService<>(threads);
            servers().forEach(server -> starts.submit(() -> await(server, progress), null));
            servers().forEach(any -> settleNext(starts));
            return this;
        }
    }

    private List<Server> servers() {
        return List.of(gateway, orders, invoices, keycloak);
    }

    private void settleNext(CompletionService<?> starts) {
        try {
            starts.take().get();
        } catch (ExecutionException failed) {
            close();
            throw failed.getCause() instanceof StartFailed reason ? reason : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            close();
            throw new StartFailed("Interrupted while the servers were starting", interrupted);
        }
    }

    private static void await(Server server, Progress progress) {
        progress.begun(server.name());
        server.awaitReady();
        progress.done(server.name());
    }
}
