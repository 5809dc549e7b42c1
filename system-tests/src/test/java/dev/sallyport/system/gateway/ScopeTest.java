package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Stack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scopes that a route requires: here {@code /refunds} requires two, {@code orders:read} and {@code orders:refund}. */
@GatewayTest
class ScopeTest {

    private final SecondGateway gateway;

    ScopeTest(SecondGateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void stopACallerWhoLacksOneBeforeTheServiceLearnsOfIt() {
        var answer = gateway.signedIn("alice").get("/refunds/alice");

        assertThat(answer)
                .isProblem(403)
                .hasField("/error", "insufficient_scope")
                .hasField("/scope", "orders:read orders:refund")
                .hasHeader(
                        "www-authenticate", "Bearer error=\"insufficient_scope\", scope=\"orders:read orders:refund\"");
        assertThat(gateway.service().requestsTo("/refunds/alice")).isEmpty();
    }

    @Test
    void stopACallerWithATokenJustTheSame() {
        var answer = RawRequest.get("/refunds/robot")
                .bearer(gateway.realm().robotToken())
                .sendTo(gateway.url());

        assertThat(answer).isProblem(403).hasField("/error", "insufficient_scope");
        assertThat(gateway.service().requestsTo("/refunds/robot")).isEmpty();
    }

    @Test
    void letACallerPassWhoHoldsAll() {
        assertThat(gateway.signedIn("bob").get("/refunds/bob")).hasStatus(200);
        assertThat(gateway.service().requestsTo("/refunds/bob")).hasSize(1);
    }

    @Test
    void letACallerWithATokenPassWhoHoldsAll() {
        var token = CommandLine.logIn(gateway.realm(), "bob", "openid orders:read orders:refund")
                .accessToken();

        assertThat(RawRequest.get("/refunds/command-line").bearer(token).sendTo(gateway.url()))
                .hasStatus(200);
    }

    @Test
    void areToldToAPersonInAPage() {
        assertThat(gateway.signedIn("dave").follow("/refunds/dave"))
                .hasStatus(403)
                .hasHeaderContaining("content-type", "text/html")
                .contains("You may not do this");
        assertThat(gateway.service().requestsTo("/refunds/dave")).isEmpty();
    }

    @Test
    void areNotExplainedToSomebodyWhoIsNotSignedIn() {
        assertThat(gateway.browser().get("/refunds/nobody")).isProblem(401).doesNotContain("orders:refund");
    }

    @Test
    void keepOneWhoMayOnlyReadFromRefundingAtTheRealService(Stack stack) {
        var answer = stack.browser().logIn("alice").send("POST", "/api/orders/1/refund", Map.of("X-CSRF", "1"), null);

        assertThat(answer).isProblem(403).hasField("/scope", "orders:refund");
    }

    @Test
    void openTheRealServiceToOneWhoHoldsThem(Stack stack) {
        assertThat(stack.browser().logIn("alice").get("/api/orders")).hasStatus(200);
    }
}
