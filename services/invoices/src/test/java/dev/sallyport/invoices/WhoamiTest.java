package dev.sallyport.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RunningService
class WhoamiTest {

    @Autowired
    RestTestClient service;

    @Test
    void showsTheClaimsAsTheTokenHasThem() throws Exception {
        var token = StubIssuer.signed(
                StubIssuer.claims().claim(StubIssuer.TENANT, null).claim("limits", Map.of("a", 1)));

        var arrived = whoami(token);

        var payload = SignedJWT.parse(token).getPayload().toJSONObject();
        payload.replace("aud", List.of("invoices")); // one or many, it is always shown as many
        assertThat(json(arrived.claims())).isEqualTo(json(payload));
    }

    @Test
    void showsTheNamesOfTheHeadersAndNoValues() {
        var token = StubIssuer.accessToken();

        var arrived = whoami(token);

        assertThat(arrived.headers())
                .contains("authorization", "x-secret", "host")
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(arrived.toString()).doesNotContain(token, "sesame");
    }

    private static JsonNode json(Map<String, Object> claims) {
        return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(claims));
    }

    private Whoami.Arrived whoami(String token) {
        var arrived = service.get()
                .uri("/api/invoices/whoami")
                .headers(headers -> headers.setBearerAuth(token))
                .header("X-Secret", "sesame", "sesame")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(Whoami.Arrived.class);
        return Objects.requireNonNull(arrived.getResponseBody());
    }
}
