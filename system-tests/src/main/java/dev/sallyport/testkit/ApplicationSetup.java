package dev.sallyport.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a Spring Boot application shall be started from its packaged jar: a service, or the gateway. */
public final class ApplicationSetup {

    final String name;
    final Path jar;
    final Map<String, String> environment = new TreeMap<>();
    int port = FreePort.next();

    @Nullable Integer managementPort;

    @Nullable Path log;

    /**
     * An application that answers 200 under {@code /actuator/health/readiness} when it is ready.
     *
     * @param name for messages and the log file
     */
    public ApplicationSetup(String name, Path jar) {
        this.name = name;
        this.jar = jar;
    }

    /** The jar that the build of this repository made of a module, such as {@code services/orders}. */
    static ApplicationSetup ofModule(String module) {
        var jar = Workspace.current().jarOf(module);
        return new ApplicationSetup(Path.of(module).getFileName().toString(), jar);
    }

    /** The gateway as the build made it, on free ports and with no other setting. */
    public static ApplicationSetup gateway() {
        var setup = ofModule("gateway").managementPort(FreePort.next());
        return setup.environment("SERVER_PORT", String.valueOf(setup.port))
                .environment("MANAGEMENT_SERVER_PORT", String.valueOf(setup.managementPort));
    }

    /** Sets an environment variable, such as {@code SPRING_DATASOURCE_URL}. */
    public ApplicationSetup environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Where it listens; the application itself must be told by its environment. */
    public ApplicationSetup port(int number) {
        port = number;
        return this;
    }

    /** Where its health is found, if not on its own port. */
    public ApplicationSetup managementPort(int number) {
        managementPort = number;
        return this;
    }

    /** The file for its log; unless told otherwise under {@code .sallyport/logs/}. */
    public ApplicationSetup log(Path file) {
        log = file;
        return this;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @throws StartFailed with the end of the log, when it does not come up
     */
    public Application start() {
        var application = launch();
        application.awaitReady();
        return application;
    }

    /** Where it will be called, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Sets a variable that nobody has set yet. */
    ApplicationSetup preset(String variable, String value) {
        environment.putIfAbsent(variable, value);
        return this;
    }

    /** Starts it without waiting, so that others can start at the same time. */
    Application launch() {
        var file = log != null ? log : Workspace.current().cache().resolve("logs/" + name + "-" + port + ".log");
        return new Application(this, ServerProcess.start(name, command(), environment, file));
    }

    private List<String> command() {
        var java = Jdk.current().java().toString();
        var quickToStart = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m");
        var command = new ArrayList<>(List.of(java));
        command.addAll(quickToStart);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        return command;
    }
}
