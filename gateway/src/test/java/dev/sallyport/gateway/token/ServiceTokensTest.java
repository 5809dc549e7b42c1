package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.gateway.issuer.IssuerUnavailable;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

class ServiceTokensTest {

    /** In the last fifth of its life, which is a minute at most. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final ExchangingIssuer issuer = new ExchangingIssuer();

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"dev.sallyport.gateway.issuer", "dev.sallyport.gateway.token"})
    @ConfigurationPropertiesScan({"dev.sallyport.gateway.issuer", "dev.sallyport.gateway.token"})
    static class TokensAlone {}

    private interface Story {
        void with(ServiceTokens tokens, AccessToken subject);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void areExchangedOnceForASession() {
        told((tokens, subject) -> {
            var first = orders(tokens, "session", subject);

            assertThat(orders(tokens, "session", subject)).isEqualTo(first);
            assertThat(issuer.exchanges()).isEqualTo(1);
        });
    }

    @Test
    void areExchangedAnewWhenTheSessionsOwnTokenIsAnother() {
        told((tokens, subject) -> {
            var first = orders(tokens, "session", subject);

            assertThat(orders(tokens, "session", new Refreshed(subject).token()))
                    .isNotEqualTo(first);
        });
    }

    @Test
    void areForgottenWithTheSession() {
        told((tokens, subject) -> {
            var first = orders(tokens, "session", subject);
            var other = orders(tokens, "other", new Refreshed(subject).token());

            tokens.forget("session");

            assertThat(orders(tokens, "other", new Refreshed(subject).token())).isEqualTo(other);
            assertThat(orders(tokens, "session", subject)).isNotEqualTo(first);
        });
    }

    @Test
    void areExchangedAheadOfTheirExpiryWhileNobodyWaits() {
        told((tokens, subject) -> {
            issuer.age(OLD);
            var old = orders(tokens, "session", subject);
            issuer.age(Duration.ZERO);

            await(() -> !orders(tokens, "session", subject).equals(old));

            assertThat(issuer.exchanges()).isEqualTo(2);
        });
    }

    @Test
    void goOnWhileTheIssuerIsDown() {
        told((tokens, subject) -> {
            issuer.age(OLD);
            var old = orders(tokens, "session", subject);
            issuer.down(true);

            assertThat(orders(tokens, "session", subject)).isEqualTo(old);
        });
    }

    @Test
    void areNotToBeHadWhileTheIssuerIsDownIfThereAreNone() {
        told((tokens, subject) -> {
            issuer.down(true);

            assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> orders(tokens, "session", subject));
        });
    }

    /** The same person's next token. */
    private record Refreshed(AccessToken former) {

        AccessToken token() {
            return new AccessToken(
                    former.value() + "-refreshed",
                    former.keyThumbprint(),
                    former.audience(),
                    former.scopes(),
                    former.issuedAt(),
                    former.expiresAt(),
                    former.claims());
        }
    }

    private void told(Story story) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withUserConfiguration(TokensAlone.class)
                .withPropertyValues(
                        "spring.security.oauth2.client.provider.issuer.issuer-uri=" + issuer.url(),
                        "spring.security.oauth2.client.registration.issuer.client-id=gateway",
                        "spring.security.oauth2.client.registration.issuer.client-secret=secret",
                        "spring.security.oauth2.client.registration.issuer.scope=openid")
                .run(context -> {
                    context.getBean(Audiences.class).add("orders");
                    var subject = context.getBean(AccessTokenVerifier.class)
                            .verifyFresh(issuer.token("orders", "invoices"))
                            .block();
                    story.with(context.getBean(ServiceTokens.class), Objects.requireNonNull(subject));
                });
    }

    private static String orders(ServiceTokens tokens, String holder, AccessToken subject) {
        return Objects.requireNonNull(
                tokens.forService(holder, subject, "orders").block());
    }

    private static void await(BooleanSupplier condition) {
        var held = Mono.fromSupplier(condition::getAsBoolean)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(600, none -> none.delayElements(Duration.ofMillis(50)))
                .block();
        assertThat(held).isTrue();
    }
}
