package dev.sallyport.realm.assertion;

import dev.sallyport.realm.files.Place;
import dev.sallyport.realm.files.WrittenTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What somebody is to get.
 *
 * @param asks the scopes that are asked for; empty for all that the client may ask for
 * @param exactly the domain scopes that are granted, and no other
 * @param claims of the access token; null for one that is absent
 * @param audience of the access token
 */
public record Assertion(
        Place place,
        String name,
        String user,
        String client,
        Optional<String> asks,
        List<String> gets,
        List<String> lacks,
        Optional<List<String>> exactly,
        Map<String, JsonNode> claims,
        Optional<List<String>> audience) {

    public static Assertion of(WrittenTest written) {
        var test = written.test();
        var claims = new LinkedHashMap<String, JsonNode>();
        test.path("claims").properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
        var asks =
                test.has("asks") ? Optional.of(String.join(" ", texts(test.path("asks")))) : Optional.<String>empty();
        return new Assertion(
                written.place(),
                test.path("name").asString(described(test, asks)),
                test.path("user").asString(),
                test.path("client").asString(),
                asks,
                texts(test.path("gets")),
                texts(test.path("lacks")),
                optional(test, "exactly"),
                claims,
                optional(test, "audience"));
    }

    private static Optional<List<String>> optional(JsonNode test, String key) {
        return test.has(key) ? Optional.of(texts(test.path(key))) : Optional.empty();
    }

    private static String described(JsonNode test, Optional<String> asks) {
        return test.path("user").asString() + " at " + test.path("client").asString() + ", asking "
                + asks.orElse("for everything");
    }

    private static List<String> texts(JsonNode node) {
        return node.isString()
                ? List.of(node.asString())
                : node.valueStream().map(JsonNode::asString).toList();
    }
}
