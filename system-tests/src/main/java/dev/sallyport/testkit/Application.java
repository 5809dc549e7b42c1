package dev.sallyport.testkit;

/** A Spring Boot application that runs beside us. */
public final class Application extends Server {

    Application(ApplicationSetup setup, ServerProcess process) {
        var managementPort = setup.managementPort != null ? setup.managementPort : setup.port;
        super(setup.name, setup.url(), managementPort, process);
    }

    @Override
    String readiness() {
        return "/actuator/health/readiness";
    }
}
