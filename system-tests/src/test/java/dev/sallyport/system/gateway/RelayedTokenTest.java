package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Stack;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The token that a service receives. */
@GatewayTest
class RelayedTokenTest {

    private final SecondGateway gateway;

    RelayedTokenTest(SecondGateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void isMeantForThatServiceAlone() {
        assertThat(relayed("bob", "/orders/audience").audience()).containsExactly("orders");
        assertThat(relayed("carol", "/invoices/audience").audience()).containsExactly("invoices");
    }

    @Test
    void allowsWhatThePersonMayDoThereAndNothingElse() {
        assertThat(relayed("bob", "/orders/scopes").scopes())
                .containsExactlyInAnyOrder("openid", "orders:read", "orders:refund");
        assertThat(relayed("carol", "/invoices/scopes").scopes())
                .containsExactlyInAnyOrder("openid", "invoices:read", "invoices:approve");
    }

    @Test
    void allowsNothingAtAServiceWhereThePersonHasNoBusiness() {
        assertThat(relayed("carol", "/orders/no-business").scopes()).containsExactly("openid");
    }

    @Test
    void saysWhoItIsInTheFormOfRfc9068() {
        var token = relayed("alice", "/orders/form");

        assertThat(token.header()).containsEntry("typ", "at+jwt").containsEntry("alg", "RS256");
        assertThat(token.claims())
                .containsKeys("sub", "jti", "sid", "exp", "iat")
                .containsEntry("iss", gateway.realm().issuer())
                .containsEntry("azp", "gateway")
                .containsEntry("https://sallyport.dev/claims/tenant", "north");
    }

    @Test
    void isMadeOnceForManyRequests() {
        var browser = gateway.browser().logIn("alice");
        gateway.realm().forgetEvents();

        IntStream.range(0, 20)
                .forEach(request -> assertThat(browser.get("/orders/many")).hasStatus(200));

        assertThat(gateway.service().requestsTo("/orders/many").stream()
                        .map(ArrivedRequest::bearer)
                        .distinct())
                .hasSize(1);
        assertThat(gateway.realm().events("TOKEN_EXCHANGE")).isEqualTo(1);
    }

    @Test
    void isMadeOnceForManyRequestsAtTheSameTime() {
        var browser = gateway.browser().logIn("alice");
        gateway.realm().forgetEvents();

        var answers = AtOnce.times(30, () -> browser.get("/orders/at-once"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(200));
        assertThat(gateway.realm().events("TOKEN_EXCHANGE")).isEqualTo(1);
    }

    @Test
    void isTheSessionsOwnWhereTheRouteNamesNoAudience() {
        var token = relayed("alice", "/own/token");

        assertThat(token.audience()).contains("orders", "invoices");
        assertThat(token.scopes()).contains("orders:read", "orders:write");
    }

    @Test
    void isOfThePersonWhoCallsAlsoWhenTwoCallAtOnce() {
        var alice = gateway.browser().logIn("alice");
        var bob = gateway.browser().logIn("bob");

        AtOnce.times(20, () -> alice.get("/orders/of-alice"));
        AtOnce.times(20, () -> bob.get("/orders/of-bob"));

        assertThat(subjectsAt("/orders/of-alice")).hasSize(1).doesNotContainAnyElementsOf(subjectsAt("/orders/of-bob"));
    }

    @Test
    void isAcceptedByTheRealServices(Stack stack) {
        var carol = stack.browser().logIn("carol");

        assertThat(carol.get("/api/orders/whoami")).hasStatus(200).hasField("/claims/aud/0", "orders");
        assertThat(carol.get("/api/invoices/whoami"))
                .hasStatus(200)
                .hasField("/claims/https:~1~1sallyport.dev~1claims~1approval_limit", 5000);
    }

    @Test
    void comesToTheRealServicesWithoutAnyCookie(Stack stack) {
        var names =
                stack.browser().logIn("alice").get("/api/orders/whoami").json().path("headers");

        assertThat(StreamSupport.stream(names.spliterator(), false).map(name -> name.asString()))
                .contains("authorization")
                .doesNotContain("cookie");
    }

    private List<Object> subjectsAt(String path) {
        return gateway.service().requestsTo(path).stream()
                .map(request -> request.token().claims().getOrDefault("sub", ""))
                .distinct()
                .toList();
    }

    private Jwt relayed(String username, String path) {
        assertThat(gateway.signedIn(username).get(path)).hasStatus(200);
        return gateway.service().onlyRequestTo(path).token();
    }
}
