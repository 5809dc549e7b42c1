package dev.sallyport.benchmark.keycloak;

import dev.sallyport.testkit.Keycloak;
import java.util.List;
import java.util.Map;

/**
 * One way to come to a token, of those that are compared.
 *
 * @param name what the report calls it
 * @param forms what is sent to the token endpoint, one for each connection
 */
record Contender(String name, Keycloak keycloak, String realm, List<Map<String, String>> forms) {

    String tokenEndpoint() {
        return keycloak.realm(realm).endpoint("token");
    }
}
