package dev.sallyport.system.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a service received it.
 *
 * @param query as it was sent; empty if there was none
 * @param headers names in lower case
 */
record ArrivedRequest(String method, String path, String query, Map<String, List<String>> headers, String body) {

    List<String> all(String header) {
        return headers.getOrDefault(header, List.of());
    }

    Optional<String> bearer() {
        return all("authorization").stream()
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .findFirst();
    }

    /** The token that came with it, taken apart; an error if there was none. */
    Jwt token() {
        return bearer().map(Jwt::parse).orElseThrow(() -> new AssertionError("No token arrived at " + path));
    }
}
