package dev.sallyport.benchmark.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Someone with this many realm roles and groups. */
record Holder(int roles, int groups) {

    static final Holder USUAL = new Holder(10, 5);

    String name() {
        return "holder-" + roles + "-" + groups;
    }

    /** As Keycloak imports it. */
    Map<String, Object> user(String username) {
        var user = new HashMap<String, Object>(Map.of("username", username, "enabled", true));
        user.putAll(Map.of("firstName", "Ada", "lastName", "Archer", "email", username + "@example.com"));
        user.put(
                "attributes",
                Map.of("tenant", List.of("north"), "limit", List.of("5000"), "regions", List.of("eu", "us")));
        user.put("realmRoles", roleNames());
        user.put("clientRoles", Map.of("orders", List.of("reader")));
        user.put("groups", groupPaths());
        user.put("credentials", List.of(Map.of("type", "password", "value", "secret")));
        return user;
    }

    List<String> roleNames() {
        return IntStream.range(0, roles).mapToObj(number -> "role-" + number).toList();
    }

    /** Below the group {@code all}. */
    List<String> groupNames() {
        return IntStream.range(0, groups - 1)
                .mapToObj(number -> "group-" + number)
                .toList();
    }

    /** One more is what rules look for. */
    private List<String> groupPaths() {
        return Stream.concat(Stream.of("/staff/support"), groupNames().stream().map(name -> "/all/" + name))
                .toList();
    }

    @Override
    public String toString() {
        return "%,d roles and %d groups".formatted(roles, groups);
    }
}
