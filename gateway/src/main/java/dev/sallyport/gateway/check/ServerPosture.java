package dev.sallyport.gateway.check;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;

/** What the gateway itself offers, to whom. */
final class ServerPosture {

    private static final String EXPOSED = "management.endpoints.web.exposure.include";

    /** What an operator may show to whoever reaches the management port. */
    private static final List<String> HARMLESS = List.of("health", "info", "metrics", "prometheus");

    private ServerPosture() {}

    static Stream<Finding> of(ServerProperties server, Environment environment) {
        return Stream.of(
                        tls(server),
                        exposed(environment.getProperty(EXPOSED, String[].class, new String[0])),
                        management(server, environment.getProperty("management.server.port", Integer.class)),
                        store(environment.getProperty("sallyport.session.store", "memory")))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> tls(ServerProperties server) {
        InetAddress address = server.getAddress();
        var here = address != null && address.isLoopbackAddress();
        return when(
                server.getSsl() == null && !here,
                Finding.note(
                        "The gateway serves without TLS",
                        "Have a proxy in front of it that does, or set server.ssl.bundle."));
    }

    private static Stream<Finding> exposed(String... endpoints) {
        return Arrays.stream(endpoints)
                .filter(endpoint -> !HARMLESS.contains(endpoint))
                .map(endpoint -> Finding.warning(
                        EXPOSED + " has " + endpoint,
                        "It can show or change what is in the process, tokens too. Leave it out."));
    }

    private static Stream<Finding> management(ServerProperties server, @Nullable Integer port) {
        return when(
                port == null || port.equals(Objects.requireNonNullElse(server.getPort(), 8080)),
                Finding.warning(
                        "management.server.port is the gateway's own port",
                        "Browsers reach /actuator there. Give it a port of its own."));
    }

    private static Stream<Finding> store(String store) {
        return when(
                store.equalsIgnoreCase("memory"),
                Finding.note(
                        "Sessions live in memory",
                        "A restart signs everybody out, and there can be one gateway only."
                                + " For more: sallyport.session.store: redis."));
    }

    private static Stream<Finding> when(boolean holds, Finding finding) {
        return holds ? Stream.of(finding) : Stream.empty();
    }
}
