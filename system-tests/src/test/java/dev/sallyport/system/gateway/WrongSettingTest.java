package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that is wrong, in the file of an otherwise complete gateway. */
class WrongSettingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Path=/x | SetPath=/       | session.store: memory            | Route 'shop' has neither Relay nor Public. | Give it Relay=<audience>
            Path=/x | Publik          | session.store: memory            | Route 'shop' cannot be built: Unable to find GatewayFilterFactory with name Publik. | Mend its predicates
            Pfad=/x | Public          | session.store: memory            | Route 'shop' cannot be built: Unable to find RoutePredicateFactory with name Pfad. | Mend its predicates
            Path=/x | Public          | session.store: disk              | sallyport.session.store is 'disk' | one of memory, redis
            Path=/x | Public          | session.store: redis             | sallyport.session.store: redis needs keys | openssl rand -base64 32
            Path=/x | Public          | session.idle: 5m                 | sallyport.session.idle (URL [file: | sallyport.session.idle-timeout
            Path=/x | Public          | server-keys: ${KEYS_OF_TEST}     | needs ${KEYS_OF_TEST}, which nothing sets. | Set the environment variable KEYS_OF_TEST.
            Path=/x | Public          | trusted-proxies: "10.0.0.7:80"   | sallyport.trusted-proxies is 10.0.0.7:80. | Name addresses of your proxies
            Path=/x | Public          | session.idle-timeout: [5m        | A configuration file is no YAML at line | Mend that line
            Path=/x | Public          | server-keys: dmVyeS1zZWNyZXQ=    | sallyport.server-keys has a value that is no key. | openssl rand -base64 32
            """)
    void stopsTheStartWithASentenceThatSaysWhatToDo(
            String predicate, String filter, String ours, String fault, String remedy) throws Exception {
        var file = Files.writeString(folder.resolve("gateway.yml"), """
                spring:
                  security.oauth2.client:
                    provider.keycloak.issuer-uri: http://localhost:1/realms/none
                    registration.keycloak: {client-id: gateway, client-secret: none, scope: openid}
                  cloud.gateway.server.webflux.routes:
                    - {id: home, uri: "http://localhost:1", predicates: [Path=/], filters: [Public]}
                    - {id: shop, uri: "http://localhost:1", predicates: [%s], filters: [%s]}
                sallyport:
                  %s
                """.formatted(predicate, filter, ours));
        var setup = ApplicationSetup.gateway().environment("SPRING_CONFIG_ADDITIONAL_LOCATION", file.toString());

        var failed = catchThrowableOfType(StartFailed.class, () -> {
            try (var started = setup.start()) {
                assertThat(started).as("It has started").isNull();
            }
        });

        assertThat(failed.getMessage())
                .contains("it exited with 1", fault, remedy)
                .doesNotContain("\tat ", "dmVyeS1zZWNyZXQ=");
    }
}
