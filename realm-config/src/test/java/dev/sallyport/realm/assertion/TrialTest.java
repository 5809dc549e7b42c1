package dev.sallyport.realm.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Connection;
import dev.sallyport.realm.files.Place;
import dev.sallyport.realm.files.WrittenTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrialTest {

    @Test
    void failsWhereNobodyAnswersAndLetsOthersBeTried() throws IOException {
        var assertion = Assertion.of(new WrittenTest(
                new Place(Path.of("a.test.yaml"), 1, 1),
                JsonMapper.shared().readTree("{\"user\": \"ann\", \"client\": \"shop\"}")));

        var verdict = new Trial(new AdminApi(Connection.ofUser(nobody(), "master", "ada", "x")), "shop").of(assertion);

        assertThat(verdict.failures()).singleElement().asString().startsWith("No answer from Keycloak at ");
    }

    private static URI nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }
}
