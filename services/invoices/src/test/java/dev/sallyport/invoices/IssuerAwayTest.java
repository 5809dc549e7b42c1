package dev.sallyport.invoices;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A service of its own, because one that has seen the issuer's keys remembers them. */
@RunningService
@TestPropertySource(properties = "spring.application.name=invoices-before-its-issuer")
class IssuerAwayTest {

    @Autowired
    RestTestClient service;

    @AfterEach
    void back() {
        StubIssuer.AWAY.set(false);
    }

    @Test
    void endsInUnavailableUntilItIsBack() {
        StubIssuer.AWAY.set(true);

        service.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        whoami().expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "5")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);

        StubIssuer.AWAY.set(false);

        whoami().expectStatus().isOk();
    }

    private RestTestClient.ResponseSpec whoami() {
        return service.get()
                .uri("/api/invoices/whoami")
                .headers(headers -> headers.setBearerAuth(StubIssuer.accessToken()))
                .exchange();
    }
}
