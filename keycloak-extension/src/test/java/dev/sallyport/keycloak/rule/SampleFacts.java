package dev.sallyport.keycloak.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A member of the support staff who signed in with a password. Tests override what they care about. */
public class SampleFacts implements Facts, Facts.User, Facts.Session, Facts.Request {

    @Override
    public User user() {
        return this;
    }

    @Override
    public Client client() {
        return new SampleClient();
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
        return Instant.parse("2026-11-21T09:30:00Z");
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
        return false;
    }

    @Override
    public List<String> roles() {
        return List.of("support", "default-roles-sallyport");
    }

    @Override
    public Map<String, List<String>> clientRoles() {
        return Map.of("orders", List.of("reader"));
    }

    @Override
    public List<String> groups() {
        return List.of("/staff/support");
    }

    @Override
    public Map<String, List<String>> attributes() {
        return Map.of("tenant", List.of("north"), "approval_limit", List.of("5000"));
    }

    @Override
    public boolean serviceAccount() {
        return false;
    }

    @Override
    public Map<String, Organization> organizations() {
        return Map.of("acme", new SampleOrganization("Acme", Map.of("plan", List.of("gold"))));
    }

    @Override
    public String acr() {
        return "silver";
    }

    @Override
    public List<String> amr() {
        return List.of("pwd");
    }

    @Override
    public String idp() {
        return "";
    }

    @Override
    public Instant authTime() {
        return Instant.parse("2026-11-21T09:00:00Z");
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

    private record SampleOrganization(String name, Map<String, List<String>> attributes) implements Organization {}

    private record SampleClient() implements Client {
        @Override
        public String id() {
            return "gateway";
        }

        @Override
        public Map<String, String> attributes() {
            return Map.of("tier", "internal");
        }
    }
}
