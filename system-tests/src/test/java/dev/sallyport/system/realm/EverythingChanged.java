package dev.sallyport.system.realm;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A realm that has something of every kind, and the same with one field of each changed. */
final class EverythingChanged {

    private static final Map<String, ?> ANY_CLIENT = Map.of("condition", "any-client", "configuration", Map.of());

    static final DeclaredRealm BEFORE = DeclaredRealm.resource("everything.json")
            .with("browserFlow", "browser")
            .plus("/requiredActions", action(true))
            .plus("/users", Map.of("username", "ann", "enabled", true, "email", "ann@example.com"))
            .with(realm -> shop(realm).set("protocolMappers", realm.arrayNode().add(mapper(realm, "1"))))
            .with("clientPolicies", policy("One"));

    static final DeclaredRealm AFTER = BEFORE.with("displayName", "Two")
            .with(realm -> ldap(realm).putArray("usersDn").add("ou=y"))
            .with("localizationTexts", Map.of("en", Map.of("x", "Z")))
            .with("requiredActions", List.of(action(false)))
            .changed("/clientProfiles/profiles", "name", "p1", profile -> profile.put("description", "Other"))
            .changed("/roles/realm", "name", "auditor", role -> role.put("description", "Audits"))
            .changed("/clientScopes", "name", "orders:read", scope -> scope.put("description", "See more"))
            .with("defaultDefaultClientScopes", List.of("orders:write", "orders:read"))
            .changed("/clientScopes", "name", "orders:write", EverythingChanged::withoutAudience)
            .changed("/authenticationFlows", "alias", "my forms", EverythingChanged::alternative)
            .changed("/clients", "clientId", "shop", shop -> shop.put("name", "The shop"))
            .changed("/roles/client/orders", "name", "reader", role -> role.put("description", "Reads"))
            .with(realm -> shop(realm).set("protocolMappers", realm.arrayNode().add(mapper(realm, "2"))))
            .changed("/roles/realm", "name", "boss", role -> composites(role, "client", "orders", "reader"))
            .changed("/roles/client/orders", "name", "reader", EverythingChanged::ofCustomers)
            .plus("/scopeMappings", Map.of("clientScope", "orders:read", "roles", List.of("customer")))
            .changed(
                    "/scopeMappings",
                    "client",
                    "shop",
                    mapping -> mapping.withArrayProperty("roles").add("auditor"))
            .changed("/identityProviders", "alias", "google", google -> google.put("displayName", "G"))
            .changed(
                    "/identityProviderMappers",
                    "name",
                    "m",
                    mapper -> mapper.withObjectProperty("config").put("attribute.value", "w"))
            .changed(
                    "/groups",
                    "name",
                    "staff",
                    staff -> staff.putArray("realmRoles").add("auditor"))
            .changed("/organizations", "name", "acme", EverythingChanged::withProvider)
            .with("clientPolicies", policy("Other"))
            .changed(
                    "/users",
                    "username",
                    "ann",
                    ann -> ann.put("firstName", "Ann").putArray("groups").add("/staff/sales"))
            .with("browserFlow", "my browser")
            .with("defaultGroups", List.of("/staff"));

    private EverythingChanged() {}

    static ObjectNode ldap(JsonNode realm) {
        return (ObjectNode) realm.path("components")
                .path("org.keycloak.storage.UserStorageProvider")
                .path(0)
                .path("config");
    }

    private static ObjectNode shop(JsonNode realm) {
        return (ObjectNode) realm.path("clients").path(1);
    }

    private static Map<String, ?> action(boolean enabled) {
        return Map.of(
                "alias",
                "CONFIGURE_TOTP",
                "providerId",
                "CONFIGURE_TOTP",
                "name",
                "Configure OTP",
                "enabled",
                enabled,
                "priority",
                10);
    }

    private static ObjectNode mapper(ObjectNode realm, String value) {
        var mapper = realm.objectNode()
                .put("name", "fixed")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-hardcoded-claim-mapper");
        mapper.putObject("config")
                .put("claim.name", "fixed")
                .put("claim.value", value)
                .put("jsonType.label", "String")
                .put("access.token.claim", "true");
        return mapper;
    }

    private static Map<String, ?> policy(String description) {
        return Map.of(
                "policies",
                List.of(Map.of(
                        "name",
                        "all",
                        "description",
                        description,
                        "enabled",
                        true,
                        "conditions",
                        List.of(ANY_CLIENT),
                        "profiles",
                        List.of("p1"))));
    }

    private static void withoutAudience(ObjectNode scope) {
        ((ObjectNode) scope.path("protocolMappers").path(0).path("config")).put("access.token.claim", "false");
    }

    private static void alternative(ObjectNode flow) {
        ((ObjectNode) flow.path("authenticationExecutions").path(0)).put("requirement", "ALTERNATIVE");
    }

    private static void composites(ObjectNode role, String sort, String client, String contained) {
        role.withObjectProperty("composites")
                .withObjectProperty(sort)
                .putArray(client)
                .add(contained);
    }

    private static void ofCustomers(ObjectNode role) {
        role.withObjectProperty("composites").putArray("realm").add("customer");
    }

    private static void withProvider(ObjectNode organization) {
        organization.put("description", "Acme");
        organization.putArray("identityProviders").addObject().put("alias", "google");
    }
}
