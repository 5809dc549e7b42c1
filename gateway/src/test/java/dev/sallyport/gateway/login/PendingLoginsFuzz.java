package dev.sallyport.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.sallyport.gateway.seal.ServerKeys;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** A fuzzer looks for a login cookie that is taken for one of ours, or that fails. */
public final class PendingLoginsFuzz {

    private PendingLoginsFuzz() {}

    private static final PendingLogins LOGINS =
            new PendingLogins(ServerKeys.of("b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSA="));

    public static void takesNoneThatWasNotBegun(FuzzedDataProvider data) {
        var state = data.consumeString(50);
        var header = data.consumeString(100);
        var value = data.consumeBoolean() ? "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0." + header : header;
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/login/oauth2/code/keycloak")
                .cookie(new HttpCookie(PendingLogins.name(state), value)));

        assertThat(LOGINS.take(exchange, state)).isNull();
    }
}
