package dev.sallyport.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatItCanDo() throws Exception {
        var launcher = Launcher.run(folder, Map.of());

        assertThat(launcher.exit()).isZero();
        assertThat(launcher.said()).contains("demo", "test", "check", "bench");
    }

    @Test
    void refusesACommandItDoesNotHave() throws Exception {
        assertThat(Launcher.run(folder, Map.of(), "serve").exit()).isEqualTo(1);
    }

    @Test
    void saysWhichPortIsInUseAndWhatChangesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var environment = Launcher.quietly(folder);
            environment.put("SALLYPORT_ORDERS_PORT", String.valueOf(taken.getLocalPort()));

            var launcher = Launcher.run(folder, environment, "demo");

            assertThat(launcher.exit()).isEqualTo(1);
            assertThat(launcher.said())
                    .isEqualTo(
                            "Port %d is in use: stop what listens there, or set SALLYPORT_ORDERS_PORT to another port.\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void refusesOnePortForTwoServers() throws Exception {
        var environment = Launcher.quietly(folder);
        environment.put("SALLYPORT_INVOICES_PORT", environment.get("SALLYPORT_ORDERS_PORT"));

        var launcher = Launcher.run(folder, environment, "demo");

        assertThat(launcher.exit()).isEqualTo(1);
        assertThat(launcher.said()).contains("is given to two servers: set SALLYPORT_INVOICES_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "80 80", "http"})
    void refusesWhatIsNoPort(String port) throws Exception {
        var environment = Launcher.quietly(folder);
        environment.put("SALLYPORT_GATEWAY_PORT", port);

        var launcher = Launcher.run(folder, environment, "demo");

        assertThat(launcher.exit()).isEqualTo(1);
        assertThat(launcher.said()).isEqualTo("SALLYPORT_GATEWAY_PORT is '" + port + "', which is no port.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "test", "check", "realm", "bench"})
    void saysThatAJdkIsMissing(String command) throws Exception {
        var nowhere =
                Map.of("JAVA_HOME", folder.toString(), "SALLYPORT_JDKS", folder.toString(), "PATH", pathWithoutJava());

        var launcher = Launcher.run(folder, nowhere, command);

        assertThat(launcher.exit()).isEqualTo(1);
        assertThat(launcher.said())
                .startsWith("Sallyport needs a JDK 25 and found none")
                .hasLineCount(1);
    }

    /** One long story, because a start takes its time. */
    @Test
    void startsEverythingOnceAndLeavesNothingBehindWhenInterrupted() throws Exception {
        var environment = Launcher.quietly(folder);
        var demo = Launcher.run(folder, environment, "demo");
        demo.awaits("Ctrl-C stops everything.");
        var family = demo.family();
        assertThat(demo.said()).contains("alice", "bob", "carol", "dave").doesNotContain("\u001b");
        assertThat(statusOf("http://localhost:" + environment.get("SALLYPORT_GATEWAY_PORT") + "/bff/session"))
                .isEqualTo(401);

        var second = Launcher.quietly(folder);
        var refused = Launcher.run(folder, second, "demo");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said().lines().toList().getLast()).startsWith("Another Keycloak runs from ");

        demo.signal("INT");
        assertThat(demo.exit()).isNotZero();
        assertThat(family).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Launcher.allEnd(family)).isTrue();
    }

    @Test
    void stopsWhatItHasStartedWhenOnePartFails() throws Exception {
        var environment = Launcher.quietly(folder);
        try (var takenUnseen = new Socket()) {
            takenUnseen.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            environment.put("SALLYPORT_ORDERS_PORT", String.valueOf(takenUnseen.getLocalPort()));

            var demo = Launcher.run(folder, environment, "demo");

            assertThat(demo.exit()).isEqualTo(1);
            assertThat(demo.said().lines().toList().getLast())
                    .startsWith("orders did not start: it exited with 1. Its log is ");
            assertThat(statusOf("http://localhost:" + environment.get("SALLYPORT_GATEWAY_PORT") + "/"))
                    .isZero();
        }
    }

    @Test
    void saysByItsExitWhetherAConfigurationIsSafe() throws Exception {
        var file = Files.writeString(folder.resolve("gateway.yml"), """
                spring.security.oauth2.client:
                  provider.keycloak.issuer-uri: http://id.example.com/realms/main
                  registration.keycloak: {client-id: gateway, client-secret: in-plain-text, scope: openid}
                """);

        var unsafe = Launcher.run(folder, Map.of(), "check", file.toString());
        assertThat(unsafe.exit()).isEqualTo(1);
        assertThat(unsafe.said())
                .contains("issuer-uri is http://", "client-secret")
                .doesNotContain("in-plain-text");
        assertThat(Launcher.run(folder, Map.of(), "check", "nowhere.yml").exit())
                .isEqualTo(2);
    }

    private String pathWithoutJava() throws IOException {
        var tools = Files.createDirectories(folder.resolve("bin"));
        for (var tool : List.of("bash", "dirname", "grep", "readlink")) {
            var installed = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), installed);
        }
        return tools.toString();
    }

    private static int statusOf(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (ConnectException nobody) {
            return 0;
        }
    }
}
