package dev.sallyport.system.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Realm;

/** The promise that token, response and introspection say the same of a scope. */
record OneTruth(Realm realm) {

    /**
     * Asserts that all three say exactly this.
     *
     * @param scope with {@code openid} first and the rest in the order of the alphabet
     */
    Tokens is(String scope, Tokens tokens) {
        assertThat(tokens.tokenScope()).as("scope of the access token").isEqualTo(scope);
        assertThat(tokens.scope()).as("scope of the token response").isEqualTo(scope);
        for (var service : tokens.audience()) {
            var introspection = realm.introspect(service, service + "-secret", tokens.accessToken())
                    .orThrow();
            assertThat(introspection.path("active").asBoolean()).isTrue();
            assertThat(introspection.path("scope").asString())
                    .as("scope at introspection by " + service)
                    .isEqualTo(scope);
        }
        return tokens;
    }
}
