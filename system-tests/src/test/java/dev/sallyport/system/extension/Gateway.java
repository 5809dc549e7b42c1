package dev.sallyport.system.extension;

import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Realm;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** The client {@code gateway}, without the gateway: its tokens for someone who is signed in already. */
record Gateway(Realm realm, String url) {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    Tokens tokensOf(Browser signedIn, String scope) {
        var proof = Proof.fresh();
        return Tokens.of(realm.token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "gateway",
                "client_secret",
                "gateway-secret",
                "code",
                code(signedIn, scope, proof),
                "redirect_uri",
                redirectUri(),
                "code_verifier",
                proof.verifier())));
    }

    private String redirectUri() {
        return url + "/login/oauth2/code/keycloak";
    }

    private String code(Browser signedIn, String scope, Proof proof) {
        var answer = signedIn.get(CommandLine.address(
                realm.endpoint("auth"),
                Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "gateway",
                        "redirect_uri",
                        redirectUri(),
                        "scope",
                        scope,
                        "code_challenge",
                        proof.challenge(),
                        "code_challenge_method",
                        "S256")));
        var callback = CODE.matcher(answer.redirect().map(URI::toString).orElse(""));
        if (!callback.find()) {
            throw new IllegalStateException("No code in the answer " + answer.status() + " " + answer.redirect());
        }
        return callback.group(1);
    }
}
