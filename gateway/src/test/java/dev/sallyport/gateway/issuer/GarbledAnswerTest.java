package dev.sallyport.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** An answer of the issuer's that is none. */
class GarbledAnswerTest {

    private final PublishingIssuer publishing = new PublishingIssuer();

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.sallyport.gateway.issuer")
    @ConfigurationPropertiesScan("dev.sallyport.gateway.issuer")
    static class IssuerAlone {}

    private interface Question {
        Mono<?> to(TokenEndpoint tokens, Introspection introspection);
    }

    private static final String DEEP = "[".repeat(100_000);
    private static final String HUGE = "{\"a\": \"" + "a".repeat(1 << 20) + "\"}";

    @AfterEach
    void stop() {
        publishing.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            application/json | ''
            application/json | null
            application/json | []
            application/json | {}
            application/json | "text"
            application/json | {"access_token
            application/json | {"access_token": 1, "token_type": "Bearer"}
            application/json | {"access_token": "a", "token_type": "Beares", "expires_in": 30}
            application/json | {"access_token": "a", "token_type": "DPoP", "expires_in": 30}
            application/json | {"access_token": "a", "token_type": "Bearer", "expires_in": 9223372036854775807}
            application/json | {"access_token": "a", "token_type": "Bearer", "expires_in": "x"}
            application/json | {"access_token": "a", "token_type": "Bearer", "refresh_token": ""}
            text/html        | <html></html>
            image/png        | {"access_token": "a", "token_type": "Bearer", "expires_in": 30}
            none             | {}
            """)
    void ofTheTokenEndpointDecidesNothing(String type, String body) {
        publishing.says(type, body);

        assertUndecided((tokens, introspection) -> tokens.own("orders", Set.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            application/json | ''
            application/json | null
            application/json | {"active
            application/json | {"active": true, "exp": "x"}
            """)
    void toAnIntrospectionDecidesNothing(String type, String body) {
        publishing.says(type, body);

        assertUndecided((tokens, introspection) -> introspection.of("token", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''
            null
            []
            {}
            "text"
            {"issuer
            DEEP
            HUGE
            {"issuer": "ISSUER"}
            GOOD, "authorization_endpoint": 5}
            GOOD, "authorization_endpoint": "/auth"}
            GOOD, "authorization_endpoint": "javascript:alert(1)"}
            GOOD, "authorization_endpoint": "https:auth"}
            GOOD, "authorization_endpoint": "https://id.example/ %"}
            GOOD, "token_endpoint": "file:///etc/passwd"}
            GOOD, "jwks_uri": "ftp://id.example/keys"}
            GOOD, "userinfo_endpoint": "userinfo"}
            GOOD, "end_session_endpoint": "javascript:alert(1)"}
            GOOD, "pushed_authorization_request_endpoint": "::"}
            """)
    void toAQuestionForItsMetadataIsNone(String body) {
        publishing.publishes("/.well-known/openid-configuration", written(body));

        ask(
                context -> context.getBean(Issuer.class).provider(),
                failure -> assertThat(failure).isInstanceOf(IssuerUnavailable.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''
            null
            []
            {}
            {"keys
            {"keys": 5}
            {"keys": []}
            {"keys": [5]}
            {"keys": [{"kty": "oct", "k": "AAAA"}]}
            DEEP
            HUGE
            """)
    void toAQuestionForItsKeysIsNone(String body) {
        publishing.publishes("/keys", written(body));

        ask(
                context -> context.getBean(IssuerKeys.class).ready(),
                failure -> assertThat(failure).isInstanceOf(IssuerUnavailable.class));
    }

    private String written(String body) {
        return body.replace("DEEP", DEEP)
                .replace("HUGE", HUGE)
                .replace("GOOD", publishing.metadata().replaceFirst("}$", ""))
                .replace("ISSUER", publishing.url());
    }

    @Test
    void isNotInTheMessageNorInItsCauses() {
        publishing.says("application/json", "{\"access_token\": secret\"");

        ask(
                (tokens, introspection) -> tokens.own("orders", Set.of()),
                failure -> assertThat(failure)
                        .isInstanceOf(IssuerUnavailable.class)
                        .extracting(Throwables::getStackTrace, STRING)
                        .doesNotContain("secret"));
    }

    private void assertUndecided(Question question) {
        ask(question, failure -> assertThat(failure).isInstanceOf(IssuerUnavailable.class));
    }

    private void ask(Question question, Consumer<Throwable> expectation) {
        ask(
                context -> question.to(context.getBean(TokenEndpoint.class), context.getBean(Introspection.class)),
                expectation);
    }

    private void ask(Function<ApplicationContext, Mono<?>> question, Consumer<Throwable> expectation) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withUserConfiguration(IssuerAlone.class)
                .withPropertyValues(
                        "spring.security.oauth2.client.provider.issuer.issuer-uri=" + publishing.url(),
                        "spring.security.oauth2.client.registration.issuer.client-id=gateway",
                        "spring.security.oauth2.client.registration.issuer.client-secret=secret",
                        "spring.security.oauth2.client.registration.issuer.scope=openid")
                .run(context -> expectation.accept(
                        catchThrowable(() -> question.apply(context).block())));
    }
}
