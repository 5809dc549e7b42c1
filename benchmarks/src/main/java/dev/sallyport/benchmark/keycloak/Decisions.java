package dev.sallyport.benchmark.keycloak;

import java.util.List;
import java.util.Map;

/** What rules decide, and for claims the mapper of Keycloak's own that comes to the same. */
final class Decisions {

    private static final List<String> GRANTS = List.of(
            "'role-%d' in user.roles",
            "user.groups.exists(g, g.startsWith('/staff/'))",
            "'role-%d' in user.roles && user.attributes[?'limit'][?0].optMap(n, int(n) <= 10000).orValue(false)",
            "'/staff/support' in user.groups || session.acr == 'gold'",
            "'reader' in user.clientRoles[?'orders'].orValue([]) && session.impersonator == ''");

    private static final List<Claim> CLAIMS = List.of(
            new Claim(
                    "user.attributes[?'tenant'][?0]", "oidc-usermodel-attribute-mapper", attribute("tenant", "String")),
            new Claim(
                    "user.attributes[?'limit'][?0].optMap(n, int(n))",
                    "oidc-usermodel-attribute-mapper",
                    attribute("limit", "long")),
            new Claim(
                    "user.attributes[?'regions']",
                    "oidc-usermodel-attribute-mapper",
                    Map.of("user.attribute", "regions", "jsonType.label", "String", "multivalued", "true")),
            new Claim("user.groups", "oidc-group-membership-mapper", Map.of("full.path", "true")),
            new Claim(
                    "'eu-1'",
                    "oidc-hardcoded-claim-mapper",
                    Map.of("claim.value", "eu-1", "jsonType.label", "String")));

    /** A claim rule, and the mapper that comes to the same. */
    record Claim(String rule, String mapper, Map<String, String> config) {}

    private Decisions() {}

    static String grant(int number) {
        return GRANTS.get(number % GRANTS.size()).formatted(number % 5);
    }

    static Claim claim(int number) {
        return CLAIMS.get(number % CLAIMS.size());
    }

    static String claimName(int number) {
        return "https://sallyport.dev/claims/claim-" + number;
    }

    private static Map<String, String> attribute(String name, String type) {
        return Map.of("user.attribute", name, "jsonType.label", type);
    }
}
