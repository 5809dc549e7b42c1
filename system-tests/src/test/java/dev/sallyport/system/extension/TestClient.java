package dev.sallyport.system.extension;

import dev.sallyport.testkit.Keycloak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A public client of the demo realm that exists for one test. */
final class TestClient implements AutoCloseable {

    static final List<String> DEFAULT_SCOPES = List.of("basic", "acr", "domain");
    static final List<String> OPTIONAL_SCOPES = List.of(
            "orders",
            "orders:read",
            "orders:write",
            "orders:refund",
            "invoices",
            "invoices:read",
            "invoices:approve",
            "offline_access");

    private final Keycloak keycloak;
    private final String uuid;
    final String clientId;

    private TestClient(Keycloak keycloak, String clientId, String uuid) {
        this.keycloak = keycloak;
        this.clientId = clientId;
        this.uuid = uuid;
    }

    static TestClient usual(Keycloak keycloak) {
        return with(keycloak, Map.of());
    }

    /** A client like {@code cli}, but for these properties. */
    static TestClient with(Keycloak keycloak, Map<String, Object> properties) {
        var clientId = "test-" + UUID.randomUUID();
        var client = new HashMap<String, Object>(Map.of(
                "clientId",
                clientId,
                "publicClient",
                true,
                "fullScopeAllowed",
                false,
                "redirectUris",
                List.of("http://127.0.0.1/*"),
                "defaultClientScopes",
                DEFAULT_SCOPES,
                "optionalClientScopes",
                OPTIONAL_SCOPES));
        client.putAll(properties);
        keycloak.admin().post("/sallyport/clients", client);
        return new TestClient(keycloak, clientId, keycloak.admin().clientUuid("sallyport", clientId));
    }

    CommandLine commandLine() {
        return CommandLine.of(keycloak.realm("sallyport"), clientId);
    }

    @Override
    public void close() {
        keycloak.admin().delete("/sallyport/clients/" + uuid);
    }
}
