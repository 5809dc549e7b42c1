package dev.sallyport.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.gateway.session.SessionEnded;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** In the whole gateway, for who hears of it knows tokens only from outside. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.security.oauth2.client.registration.issuer.client-id=gateway",
            "spring.security.oauth2.client.registration.issuer.client-secret=secret",
            "spring.security.oauth2.client.registration.issuer.scope=openid"
        })
class EndedSessionTest {

    private static final ExchangingIssuer ISSUER = new ExchangingIssuer();

    private final ApplicationEventPublisher events;
    private final ServiceTokens tokens;
    private final AccessToken subject;

    @Autowired
    EndedSessionTest(
            ApplicationEventPublisher events, ServiceTokens tokens, Audiences audiences, AccessTokenVerifier verifier) {
        this.events = events;
        this.tokens = tokens;
        audiences.add("orders");
        subject = Objects.requireNonNull(
                verifier.verifyFresh(ISSUER.token("orders", "invoices")).block());
    }

    @DynamicPropertySource
    static void atTheIssuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.client.provider.issuer.issuer-uri", ISSUER::url);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void leavesNoneOfItsExchangedTokensBehind() {
        assertThat(tokens.forService("ended", subject, "orders").block()).isNotNull();
        assertThat(tokens.forService("other", subject, "orders").block()).isNotNull();

        events.publishEvent(new SessionEnded("ended"));

        assertThat(tokens.ready("ended", subject, "orders")).isNull();
        assertThat(tokens.ready("other", subject, "orders")).isNotNull();
    }
}
