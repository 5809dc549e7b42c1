package dev.sallyport.keycloak.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sallyport.dev/claims/tenant",
                "https://example.com/x",
                "http://example.com/#x",
                "urn:example:tenant",
                "tenant"
            })
    void areUrisOrNamesThatTheRealmAllows(String name) {
        assertThat(new ClaimNames("", Set.of("tenant")).objection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit",
                "",
                " ",
                "tenant ",
                "Tenant",
                "//example.com/x",
                "https:tenant",
                "https:///x",
                "mailto:ada",
                "https://example.com/a b",
                "https://example.com/\u0000",
                "https://example.com/\u202eb",
                "https://example.com/é",
                "claims.tenant",
                "テナント"
            })
    void areNothingElse(String name) {
        assertThat(new ClaimNames("", Set.of("tenant")).objection(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "aud",
                "exp",
                "nbf",
                "iat",
                "jti",
                "scope",
                "client_id",
                "act",
                "may_act",
                "cnf",
                "azp",
                "acr",
                "amr",
                "auth_time",
                "nonce",
                "sid",
                "typ",
                "session_state",
                "realm_access",
                "resource_access",
                "allowed-origins",
                "authorization",
                "organization",
                "groups",
                "roles",
                "events",
                "trusted-certs",
                "at_hash",
                "preferred_username",
                "email",
                "active",
                "username",
                "token_type",
                "kc.anything",
                "SUB",
                "Scope",
                "authorization_details",
                "_claim_names"
            })
    void areNeverThoseOfAStandardOrOfKeycloakEvenIfTheRealmAllowsThem(String name) {
        assertThat(new ClaimNames("", Set.of(name)).objection(name))
                .contains("a standard or Keycloak gives this name a meaning");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sallyport.dev/claims/tenant, true",
        "https://sallyport.dev/claim, false",
        "https://sallyport.dev.evil.example/claims/tenant, false",
        "https://example.com/tenant, false",
        "tenant, true",
    })
    void beginAsTheRealmSays(String name, boolean allowed) {
        var names = new ClaimNames("https://sallyport.dev/claims/", Set.of("tenant"));

        assertThat(names.objection(name).isEmpty()).isEqualTo(allowed);
    }
}
