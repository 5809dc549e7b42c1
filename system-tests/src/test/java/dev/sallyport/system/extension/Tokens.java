package dev.sallyport.system.extension;

import dev.sallyport.testkit.JsonAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the token endpoint gave. */
record Tokens(JsonNode response) {

    private static final JsonMapper JSON = new JsonMapper();

    static Tokens of(JsonAnswer answer) {
        return new Tokens(answer.orThrow());
    }

    String accessToken() {
        return response.path("access_token").asString();
    }

    String refreshToken() {
        return response.path("refresh_token").asString();
    }

    /** The response's word for the scope. */
    String scope() {
        return response.path("scope").asString();
    }

    JsonNode header() {
        return part(accessToken(), 0);
    }

    JsonNode claims() {
        return claimsOf(accessToken());
    }

    JsonNode idClaims() {
        return claimsOf(response.path("id_token").asString());
    }

    /** The access token's word for the scope. */
    String tokenScope() {
        return claims().path("scope").asString();
    }

    List<String> audience() {
        var audience = claims().path("aud");
        return audience.isArray()
                ? audience.valueStream().map(JsonNode::asString).sorted().toList()
                : audience.isMissingNode() ? List.of() : List.of(audience.asString());
    }

    static JsonNode claimsOf(String token) {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) {
        var json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    }
}
