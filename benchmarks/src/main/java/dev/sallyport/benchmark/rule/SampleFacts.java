package dev.sallyport.benchmark.rule;

import dev.sallyport.keycloak.rule.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Someone with as many roles, groups and attributes as most people have. */
record SampleFacts() implements Facts, Facts.User, Facts.Session, Facts.Request {

    private static final List<String> ROLES = List.of(
            "default-roles-sallyport",
            "offline_access",
            "role-0",
            "role-5",
            "role-7",
            "role-10",
            "role-12",
            "accountant",
            "reader",
            "customer");

    @Override
    public User user() {
        return this;
    }

    @Override
    public Client client() {
        return new SampleClient("gateway", Map.of());
    }

    @Override
    public Session session() {
        return this;
    }

    @Override
    public Request request() {
        return this;
    }

    @Override
    public Map<String, Object> entitlements() {
        return Map.of();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public String username() {
        return "ada";
    }

    @Override
    public String email() {
        return "";
    }

    @Override
    public boolean emailVerified() {
        return true;
    }

    @Override
    public List<String> roles() {
        return ROLES;
    }

    @Override
    public Map<String, List<String>> clientRoles() {
        return Map.of("orders", List.of("reader"));
    }

    @Override
    public List<String> groups() {
        return List.of("/customers/north", "/all/one", "/all/two", "/all/three", "/staff/support");
    }

    @Override
    public Map<String, List<String>> attributes() {
        return Map.of("tenant", List.of("north"), "approval_limit", List.of("5000"), "locale", List.of("ko"));
    }

    @Override
    public boolean serviceAccount() {
        return false;
    }

    @Override
    public Map<String, Organization> organizations() {
        return Map.of();
    }

    @Override
    public String acr() {
        return "silver";
    }

    @Override
    public List<String> amr() {
        return List.of();
    }

    @Override
    public String idp() {
        return "";
    }

    @Override
    public Instant authTime() {
        return Instant.EPOCH;
    }

    @Override
    public String impersonator() {
        return "";
    }

    @Override
    public List<String> scopes() {
        return List.of("openid", "orders");
    }

    @Override
    public String grantType() {
        return "authorization_code";
    }

    @Override
    public List<String> audience() {
        return List.of();
    }

    private record SampleClient(String id, Map<String, String> attributes) implements Client {}
}
