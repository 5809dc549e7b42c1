package dev.sallyport.testkit;

import java.net.URI;

/** A Spring Boot application that runs beside us. */
public final class Application implements AutoCloseable {

    private final URI url;
    private final URI management;
    private final ServerProcess process;

    Application(ApplicationSetup setup, ServerProcess process) {
        var managementPort = setup.managementPort != null ? setup.managementPort : setup.port;
        this.url = URI.create(setup.url());
        this.management = URI.create("http://localhost:" + managementPort);
        this.process = process;
    }

    Application awaitReady() {
        process.awaitReady(management.resolve("/actuator/health/readiness"));
        return this;
    }

    /** Where it is called, without a slash at the end. */
    public String url() {
        return url.toString();
    }

    /** Where operators reach it: {@code /actuator}. */
    public URI management() {
        return management;
    }

    /** All that it has logged so far. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
