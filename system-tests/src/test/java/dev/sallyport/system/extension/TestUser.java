package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Someone of the demo realm who exists for one test; the password is the name. */
final class TestUser implements AutoCloseable {

    private final Keycloak keycloak;
    private final String id;
    final String name;

    private TestUser(Keycloak keycloak, String name, String id) {
        this.keycloak = keycloak;
        this.name = name;
        this.id = id;
    }

    static TestUser of(Keycloak keycloak, Map<String, List<String>> attributes, String... roles) {
        var name = "test-" + UUID.randomUUID();
        keycloak.admin()
                .post(
                        "/sallyport/users",
                        Map.of(
                                "username",
                                name,
                                "enabled",
                                true,
                                "firstName",
                                "Test",
                                "lastName",
                                "User",
                                "attributes",
                                attributes,
                                "credentials",
                                List.of(Map.of("type", "password", "value", name))));
        var user = new TestUser(keycloak, name, keycloak.admin().userId("sallyport", name));
        keycloak.admin().post("/sallyport/users/" + user.id + "/role-mappings/realm", rolesOf(keycloak, roles));
        return user;
    }

    /** Gives a role of a client. */
    void receives(String clientId, String role) {
        var client = keycloak.admin().clientUuid("sallyport", clientId);
        var roles = List.of(keycloak.admin().get("/sallyport/clients/" + client + "/roles/" + role));
        keycloak.admin().post("/sallyport/users/" + id + "/role-mappings/clients/" + client, roles);
    }

    /** Replaces the attributes. */
    void set(Map<String, List<String>> attributes) {
        var user = (ObjectNode) keycloak.admin().get("/sallyport/users/" + id);
        user.putPOJO("attributes", attributes);
        keycloak.admin().put("/sallyport/users/" + id, user);
    }

    @Override
    public void close() {
        keycloak.admin().delete("/sallyport/users/" + id);
    }

    private static List<JsonNode> rolesOf(Keycloak keycloak, String... names) {
        return Stream.of(names)
                .map(name -> keycloak.admin().get("/sallyport/roles/" + name))
                .toList();
    }
}
