package dev.sallyport.benchmark.keycloak;

import dev.sallyport.testkit.Realm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the clients of a measured realm send to its token endpoint. */
record MeasuredClient(Realm realm) {

    private static final JsonMapper JSON = new JsonMapper();

    List<Map<String, String>> forms(Grant grant, Share share, Plan plan) {
        return switch (grant) {
            case REFRESH -> refreshes(Holder.USUAL, share, plan);
            case CLIENT_CREDENTIALS ->
                Stream.generate(() -> form(share, "client_credentials"))
                        .limit(plan.connections())
                        .toList();
        };
    }

    /** Each connection has a session of its own. */
    List<Map<String, String>> refreshes(Holder holder, Share share, Plan plan) {
        return Stream.generate(() -> refresh(holder, share))
                .limit(plan.connections())
                .toList();
    }

    /** The access token's claims, without those that are different each time; lists as sets. */
    Map<String, Object> comparable(Share share) {
        var token = realm.token(form(share, "client_credentials")).orThrow();
        var json = Base64.getUrlDecoder()
                .decode(token.path("access_token").asString().split("\\.", -1)[1]);
        var claims = new TreeMap<String, Object>();
        JSON.readTree(new String(json, StandardCharsets.UTF_8))
                .forEachEntry((name, value) -> claims.put(name, value(name, value)));
        claims.keySet().removeAll(Set.of("iss", "iat", "exp", "jti", "sub"));
        return claims;
    }

    private static Object value(String name, JsonNode value) {
        if (name.equals("scope")) {
            return Set.of(value.asString().split(" "));
        }
        if (value.isObject()) {
            var fields = new TreeMap<String, Object>();
            value.forEachEntry((field, inner) -> fields.put(field, value(field, inner)));
            return fields;
        }
        return value.isArray()
                ? new TreeSet<>(value.valueStream().map(JsonNode::asString).toList())
                : value;
    }

    private Map<String, String> refresh(Holder holder, Share share) {
        var login = form(share, "password");
        login.putAll(Map.of("username", holder.name(), "password", "secret"));
        var tokens = realm.token(login).orThrow();
        return new HashMap<>(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                share.client(),
                "client_secret",
                "secret",
                "refresh_token",
                tokens.path("refresh_token").asString()));
    }

    private static Map<String, String> form(Share share, String grant) {
        return new HashMap<>(Map.of(
                "grant_type", grant, "client_id", share.client(), "client_secret", "secret", "scope", share.asked()));
    }
}
