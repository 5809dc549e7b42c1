package dev.sallyport.system.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("containers")
class ComposeTest {

    private static final String COMPOSES = "dev.sallyport.system.containers.Compose#installed";

    @ParameterizedTest
    @MethodSource(COMPOSES)
    void signsInAndRelaysWhatMayBeRelayed(Compose compose) {
        try (var sallyport = ComposedSallyport.up(compose)) {
            var alice = sallyport.browser().logIn("alice");

            assertThat(alice.get("/api/orders")).hasStatus(200);
            assertThat(alice.get("/api/orders/whoami"))
                    .hasField("/claims/aud/0", "orders")
                    .hasField("/claims/https:~1~1sallyport.dev~1claims~1tenant", "north");
            assertThat(alice.post("/api/orders/1/refund", null)).isProblem(403).hasField("/scope", "orders:refund");
            assertThat(alice.get("/api/invoices")).hasStatus(403);

            assertThat(alice.post("/bff/logout", null)).hasStatus(200);
            assertThat(alice.get("/api/orders")).hasStatus(401);

            var bob = sallyport.browser().logIn("bob");
            assertThat(bob.get("/api/orders")).hasStatus(200);
            sallyport.realm().endSessionsOf("bob");
            assertThat(bob.get("/api/orders")).hasStatus(401);

            assertThat(sallyport.logs()).contains("session ended").doesNotContain("not revoked", "not ended");

            assertThat(sallyport.containers()).hasSize(6).allSatisfy(ComposeTest::isHardened);
        }
    }

    @ParameterizedTest
    @MethodSource(COMPOSES)
    void saysWhichSecretIsMissing(Compose compose) {
        for (var secret : ComposedSallyport.secrets().keySet()) {
            var others = new TreeMap<>(ComposedSallyport.secrets());
            others.remove(secret);

            var output = compose.given(others).output("config");

            assertThat(output.isSuccess()).isFalse();
            assertThat(output.text()).contains(secret, "run docker/env.sh");
        }
    }

    private static void isHardened(Container container) {
        var host = container.host();
        assertThat(container.user()).isNotIn("", "0", "root");
        assertThat(host.path("ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges");
        assertThat(host.path("Memory").asLong()).isPositive();
        assertThat(container.publishedOn()).allMatch("127.0.0.1"::equals);
    }
}
