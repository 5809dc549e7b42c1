package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Realm;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The promise that token, response, introspection and userinfo say the same. */
record OneTruth(Realm realm) {

    /**
     * Asserts that all say exactly this.
     *
     * @param scope with {@code openid} first and the rest in the order of the alphabet
     */
    Tokens is(String scope, Tokens tokens) {
        assertThat(tokens.tokenScope()).as("scope of the access token").isEqualTo(scope);
        assertThat(tokens.scope()).as("scope of the token response").isEqualTo(scope);
        return isNow(scope, tokens);
    }

    /** Asserts that this is left of tokens that were given before. */
    Tokens isNow(String scope, Tokens tokens) {
        tokens.audience().forEach(service -> isNow(scope, tokens, service));
        return tokens;
    }

    private void isNow(String scope, Tokens tokens, String service) {
        var introspection = realm.introspect(service, service + "-secret", tokens.accessToken())
                .orThrow();
        assertThat(introspection.path("active").asBoolean()).isTrue();
        assertThat(introspection.path("scope").asString())
                .as("scope at introspection by " + service)
                .isEqualTo(scope);
        if (scope.startsWith("openid")) {
            assertThat(privateClaims(userinfo(tokens)))
                    .as("private claims at userinfo, and at introspection by " + service)
                    .isEqualTo(privateClaims(introspection));
        }
    }

    private JsonNode userinfo(Tokens tokens) {
        return realm.userinfo(tokens.accessToken()).orThrow();
    }

    private static List<String> privateClaims(JsonNode claims) {
        return claims.propertyStream()
                .filter(claim -> claim.getKey().startsWith("https://"))
                .map(claim -> claim.getKey() + "=" + claim.getValue())
                .sorted()
                .toList();
    }
}
