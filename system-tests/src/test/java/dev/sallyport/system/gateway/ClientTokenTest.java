package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Answer;
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

    private static void assertIsTheGateways(Jwt token) {
        assertThat(token.audience()).containsExactly("orders");
        assertThat(token.claims()).containsEntry("azp", "gateway").doesNotContainKey("sid");
    }

    private Answer bearer(String path, String token) {
        return RawRequest.get(path).bearer(token).sendTo(gateway.url());
    }
}
