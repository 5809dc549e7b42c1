package dev.sallyport.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server that runs beside us, and is ready when its management port says so. */
abstract sealed class Server implements AutoCloseable permits Keycloak, Application {

    private final Http http = new Http();
    private final String name;
    private final String url;
    private final URI management;
    private final ServerProcess process;

    Server(String name, String url, int managementPort, ServerProcess process) {
        this.name = name;
        this.url = url;
        this.management = URI.create("http://localhost:" + managementPort);
        this.process = process;
    }

    /** Where it is called, without a slash at the end. */
    public String url() {
        return url;
    }

    /** Where operators reach it: its health and metrics. */
    public URI management() {
        return management;
    }

    /** All that it has logged so far. */
    public String output() {
        return process.output();
    }

    /**
     * Bytes of memory that its process has had resident at most.
     *
     * @throws java.io.UncheckedIOException where there is no Linux
     */
    public long peakMemory() {
        return process.peakMemory();
    }

    /** What its process has used of the processors until now, for itself and in the kernel. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** Ends it as a power cut would, in the middle of whatever it does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    String name() {
        return name;
    }

    /** Waits until it is ready; stops it and throws {@link StartFailed} if that never comes. */
    void awaitReady() {
        var health = management.resolve(readiness()).toString();
        process.awaitReady(() -> http.answersOk(health));
    }

    /** Completed when it has ended, by us or by itself. */
    CompletableFuture<Server> ended() {
        return process.ended().thenApply(exit -> this);
    }

    abstract String readiness();
}
