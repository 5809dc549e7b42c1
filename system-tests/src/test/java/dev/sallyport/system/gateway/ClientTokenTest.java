package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway's own token, which a route of {@code Relay=<audience>,client} relays in place of the caller's. */
@GatewayTest
class ClientTokenTest {

    private final SecondGateway gateway;
    private final OwnRealm realm;
    private OwnRealm.Undo account;

    ClientTokenTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
    }

    @BeforeEach
    void letTheGatewayHaveOne() {
        account = realm.withServiceAccount("gateway");
    }

    @AfterEach
    void takeItBack() {
        account.close();
    }

    @Test
    void isRelayedForAPersonWithASession() {
        assertThat(gateway.signedIn("alice").get("/machine/orders/person")).hasStatus(200);

        assertIsTheGateways(
                gateway.service().onlyRequestTo("/machine/orders/person").token());
    }

    @Test
    void isRelayedForACallerWithATokenForTheService() {
        assertThat(bearer("/machine/orders/bearer", realm.robotToken())).hasStatus(200);

        assertIsTheGateways(
                gateway.service().onlyRequestTo("/machine/orders/bearer").token());
    }

    @Test
    void isNotRelayedForNobody() {
        assertThat(gateway.browser().get("/machine/orders/nobody")).isProblem(401);
        assertThat(bearer("/machine/orders/nobody", "forged")).isProblem(401);
        assertThat(gateway.service().requestsTo("/machine/orders/nobody")).isEmpty();
    }

    @Test
    void isNotRelayedForACallerWithATokenForAnotherService() {
        var token = CommandLine.logIn(realm, "carol", "openid invoices").accessToken();

        assertThat(bearer("/machine/orders/other", token)).isProblem(401).hasField("/error", "invalid_token");
        assertThat(gateway.service().requestsTo("/machine/orders/other")).isEmpty();
    }

    @Test
    void isRelayedForAnybodyWhereTheRouteSaysSo() {
        assertThat(gateway.browser().get("/machine/public/anybody")).hasStatus(200);

        assertIsTheGateways(
                gateway.service().onlyRequestTo("/machine/public/anybody").token());
    }

    @Test
    void isMadeOnceForAll() {
        AtOnce.times(20, () -> gateway.browser().get("/machine/public/once"));
        gateway.browser().get("/machine/public/once");

        assertThat(gateway.service().requestsTo("/machine/public/once").stream()
                        .map(ArrivedRequest::bearer)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void thatKeycloakDoesNotGiveIsNoFaultOfTheCallers() {
        assertThat(gateway.browser().get("/machine/nobody/refused"))
                .isProblem(502)
                .doesNotContain("invalid")
                .doesNotContain("audience");
        assertThat(gateway.service().requestsTo("/machine/nobody/refused")).isEmpty();
    }

    @Test
    void isRenewedOnceForAllWhenItHasExpired() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "2")) {
            Until.past(brief().expiry());
            realm.forgetEvents();
            var now = Instant.now();

            AtOnce.times(50, () -> gateway.browser().get("/machine/brief/expired"));

            assertThat(gateway.service().requestsTo("/machine/brief/expired"))
                    .hasSize(50)
                    .allSatisfy(request -> assertThat(request.token().expiry()).isAfter(now));
            assertThat(realm.events("CLIENT_LOGIN")).isEqualTo(1);
        }
    }

    @Test
    void isRenewedAheadOfItsExpiryAndNobodyWaits() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "8")) {
            var first = briefOf(8);
            Until.past(first.expiry().minusMillis(1_500));

            assertThat(brief()).as("while it is renewed").isEqualTo(first);

            Until.holds("the next token", () -> isOtherThan(first));
            assertThat(Instant.now()).isBefore(first.expiry());
        }
    }

    @Test
    void goesOnForItsTimeWhenTheNextIsNotRightAndIsRenewedAfterwards() {
        try (var _ = realm.changeClient("gateway", "access.token.lifespan", "5")) {
            var first = briefOf(5);
            try (var _ = realm.changeClient("gateway", "access.token.header.type.rfc9068", "false")) {
                Until.past(first.expiry().minusMillis(900));

                assertThat(brief()).as("when it is due").isEqualTo(first);
                Until.holds("a failure", () -> gateway.log().contains("own token not renewed"));
                assertThat(brief()).as("when the next was not right").isEqualTo(first);
            }

            Until.holds("the next token", () -> isOtherThan(first));
        }
    }

    /** The gateway's token for a service that only these tests call. */
    private Jwt brief() {
        var path = "/machine/brief/" + UUID.randomUUID();
        assertThat(gateway.browser().get(path)).hasStatus(200);
        return gateway.service().onlyRequestTo(path).token();
    }

    private boolean isOtherThan(Jwt former) {
        var path = "/machine/brief/" + UUID.randomUUID();
        return gateway.browser().get(path).status() == 200
                && !gateway.service().onlyRequestTo(path).token().equals(former);
    }

    /** One that lives so long; the one that is held may be of another test. */
    private Jwt briefOf(int seconds) {
        var held = brief();
        if (held.life().equals(Duration.ofSeconds(seconds))) {
            return held;
        }
        Until.past(held.expiry());
        return brief();
    }

    private static void assertIsTheGateways(Jwt token) {
        assertThat(token.audience()).containsExactly("orders");
        assertThat(token.claims()).containsEntry("azp", "gateway").doesNotContainKey("sid");
    }

    private Answer bearer(String path, String token) {
        return RawRequest.get(path).bearer(token).sendTo(gateway.url());
    }
}
