package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Browser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The realm's command-line client: a person who calls with tokens of their own, got by authorization code with PKCE. */
final class CommandLine {

    private static final String CLIENT = "cli";
    private static final String REDIRECT = "http://127.0.0.1:1/callback";
    private static final String VERIFIER = "v".repeat(43);

    private CommandLine() {}

    /** What a login brought. */
    record Tokens(JsonNode response) {

        String accessToken() {
            return response.path("access_token").asString();
        }

        String idToken() {
            return response.path("id_token").asString();
        }

        String refreshToken() {
            return response.path("refresh_token").asString();
        }
    }

    static Tokens logIn(OwnRealm realm, String username, String scope) {
        var callback = Login.callback(Browser.on(realm.issuer()), address(realm, scope), username, "/callback");
        return new Tokens(realm.asClient()
                .token(Map.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT,
                        "redirect_uri", REDIRECT,
                        "code_verifier", VERIFIER,
                        "code", Login.parameter(callback, "code")))
                .orThrow());
    }

    /** Joins the Keycloak session that a browser is in. */
    static void join(OwnRealm realm, Browser browser) {
        var answer = browser.stoppingBefore("/callback").follow(address(realm, "openid"));
        assertThat(answer.redirect().orElseThrow().toString()).startsWith(REDIRECT);
    }

    private static String address(OwnRealm realm, String scope) {
        return realm.asClient().endpoint("auth") + "?response_type=code&client_id=" + CLIENT + "&scope="
                + scope.replace(" ", "%20") + "&redirect_uri=" + REDIRECT
                + "&code_challenge_method=S256&code_challenge="
                + challenge();
    }

    private static String challenge() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
