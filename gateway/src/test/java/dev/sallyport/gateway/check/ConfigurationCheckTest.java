package dev.sallyport.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {

    private static final String SAFE = """
            server.ssl.bundle: web
            spring:
              security.oauth2.client:
                provider.keycloak.issuer-uri: https://id.example.com/realms/main
                registration.keycloak: {client-id: gateway, client-secret: "${CLIENT_SECRET}", scope: openid}
              cloud.gateway.server.webflux:
                routes:
                  - {id: orders, uri: "http://localhost:1", predicates: [Path=/orders], filters: [Relay=orders]}
            sallyport:
              session.store: redis
              server-keys: ${SERVER_KEYS}
              trusted-proxies: 10.0.0.0/8, fd00::/8
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void findsNothingToMend() throws IOException {
        assertThat(check("")).isZero();
        assertThat(printed()).endsWith("Nothing to mend.\n").doesNotContain("warning", "note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.security.oauth2.client.provider.keycloak.issuer-uri=http://id.example.com | issuer-uri is http://id.example.com
            spring.security.oauth2.client.registration.keycloak.redirect-uri=http://a.example/{action} | redirect-uri is http://a.example
            sallyport.issuer.backchannel-uri=http://keycloak:8080/realms/main | backchannel-uri is http://keycloak
            sallyport.access-token.types=at+jwt,jwt | types accepts JWT
            sallyport.trusted-proxies=0.0.0.0/0 | trusted-proxies is 0.0.0.0/0
            sallyport.trusted-proxies=10.0.0.7,::/0 | trusted-proxies is 10.0.0.7, ::/0
            spring.cloud.gateway.server.webflux.default-filters=Relay= | Route 'orders' has Relay without an audience
            spring.cloud.gateway.server.webflux.globalcors.cors-configurations[/a].allowedOrigins=* | may read /a
            management.server.port=8080 | management.server.port is the gateway's own port
            management.endpoints.web.exposure.include=health,heapdump | has heapdump
            """)
    void warnsOf(String setting, String warning) throws IOException {
        assertThat(check("", "--" + setting)).isOne();
        assertThat(printed()).contains("warning  ", warning).endsWith("\n1 warning.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.data.redis.password: hunter2",
                "spring.data.redis.url: redis://user:hunter2@redis:6379",
                "server.ssl.key-store-password: ${PASSWORD:hunter2}",
                "spring.ssl.bundle.pem.web.keystore.private-key: hunter2"
            })
    void warnsOfASecretInTheFileAndDoesNotRepeatIt(String line) throws IOException {
        assertThat(check(line)).isOne();
        assertThat(printed()).contains("plain text").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.data.redis.url: redis://user:${PASSWORD}@redis:6379",
                "spring.ssl.bundle.pem.web.keystore.private-key: file:/run/secrets/key.pem",
                "sallyport.issuer.backchannel-uri: http://localhost:8180/realms/main"
            })
    void findsNothingWrongWith(String line) throws IOException {
        assertThat(check(line)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.session.store=memory                                            | Sessions live in memory
            spring.cloud.gateway.server.webflux.routes[0].filters[0]=Public           | Public routes: 'orders'
            """)
    void notesWhatIsRightForSomeAlone(String setting, String note) throws IOException {
        var others = Stream.of("uri=http://localhost:1", "id=orders", "predicates[0]=Path=/orders")
                .map(part -> "--spring.cloud.gateway.server.webflux.routes[0]." + part);
        var arguments = Stream.concat(Stream.of("--" + setting), setting.contains("routes") ? others : Stream.empty());

        assertThat(check("", arguments.toArray(String[]::new))).isZero();
        assertThat(printed()).contains("note     " + note);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.session.store: disk  | Give it one of memory, redis.
            sallyport.sesion.store: redis  | Its settings are:
            spring.cloud.gateway.server.webflux.default-filters: Public | has both Relay and Public
            spring.security.oauth2.client.registration.other.client-id: x | Set exactly one
            server.port: none              | server.port
            nothing: [                     | Mend it and check again.
            """)
    void refusesWhatTheGatewayDoesNotStartWith(String line, String reason) throws IOException {
        assertThat(check(line)).isEqualTo(2);
        assertThat(printed()).contains(reason).doesNotContain("\tat ");
    }

    @Test
    void readsTheProfileThatItIsToldOf() throws IOException {
        var file = "---\nspring.config.activate.on-profile: prod\nsallyport.access-token.types: JWT\n";

        assertThat(check(file)).isZero();
        assertThat(check(file, "--spring.profiles.active=prod")).isOne();
    }

    @Test
    void needsAFile() {
        var check = new ConfigurationCheck(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(check.check(List.of())).isEqualTo(2);
        assertThat(check.check(List.of(folder.resolve("none.yml").toString()))).isEqualTo(2);
        assertThat(printed()).contains("usage:", "none.yml is no file");
    }

    private int check(String more, String... arguments) throws IOException {
        var file = Files.writeString(folder.resolve("gateway.yml"), SAFE + more + "\n");
        var all =
                Stream.concat(Stream.of(file.toString()), Stream.of(arguments)).toList();
        return new ConfigurationCheck(new PrintStream(printed, true, StandardCharsets.UTF_8)).check(all);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
