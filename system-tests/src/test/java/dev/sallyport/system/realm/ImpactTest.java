package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plan says of those whose access its rules change. */
@SallyportTest
class ImpactTest {

    private static final Map<String, Object> VIEWER = Map.of(
            "username",
            "viewer",
            "enabled",
            true,
            "email",
            "viewer@shop.example",
            "firstName",
            "V",
            "lastName",
            "R",
            "credentials",
            List.of(Map.of("type", "password", "value", "viewer")),
            "clientRoles",
            Map.of(
                    "realm-management",
                    List.of("manage-realm", "view-clients", "view-users", "view-identity-providers")));

    private final RealmTool tool;

    ImpactTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
        assertThat(tool.apply(refundsAreFor("customer"))).returns(0, RealmTool.Run::exit);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void countsWhoGainsAndWhoLosesAScope() {
        var plan = tool.plan(refundsAreFor("staff"), "--impact");

        assertThat(plan.exit()).isEqualTo(2);
        assertThat(plan.out())
                .contains("\n  orders:refund: rule changed; of 4 users with orders access 2 gain, 1 lose it\n")
                .doesNotContain("orders:read: rule changed");
    }

    @Test
    void isSaidToMachinesToo() {
        var plan = tool.plan(refundsAreFor("staff"), "--impact", "--json").json();

        assertThat(plan.path("impact"))
                .singleElement()
                .satisfies(impact -> assertThat(impact.toString())
                        .isEqualTo(
                                "{\"scope\":\"orders:refund\",\"client\":\"shop\",\"lookedThrough\":6,\"inDomain\":4,"
                                        + "\"gain\":2,\"lose\":1,\"all\":true}"));
    }

    /** They may read all that a plan takes. */
    @Test
    void isNotSaidToThoseWhoMayNotKnow() {
        tool.as("viewer", "viewer").environment("SALLYPORT_ADMIN_REALM", tool.realm);

        assertThat(tool.plan(refundsAreFor("staff"))).returns(2, RealmTool.Run::exit);
        assertThat(tool.plan(refundsAreFor("staff"), "--impact"))
                .returns(1, RealmTool.Run::exit)
                .satisfies(refused -> assertThat(refused.err())
                        .contains("It takes the role view-users and manage-clients of realm-management"));
    }

    private static DeclaredRealm refundsAreFor(String role) {
        return DeclaredRealm.small()
                .with("roles", Map.of("realm", List.of(Map.of("name", "customer"), Map.of("name", "staff"))))
                .with(
                        "domains",
                        Map.of(
                                "orders",
                                Map.of(
                                        "scopes",
                                        Map.of(
                                                "read",
                                                "'customer' in user.roles",
                                                "refund",
                                                "'" + role + "' in user.roles"))))
                .with("access", Map.of("shop", List.of("orders")))
                .with(
                        "clients",
                        List.of(
                                Map.of("clientId", "shop", "publicClient", true),
                                Map.of("clientId", "orders", "bearerOnly", true)))
                .with(
                        "users",
                        List.of(
                                user("alice", "customer"),
                                user("bob", "customer", "staff"),
                                user("carol", "staff"),
                                user("dan", "staff"),
                                user("erin"),
                                VIEWER))
                .with("plainSecrets", "allowed");
    }

    private static Map<String, Object> user(String name, String... roles) {
        return Map.of("username", name, "enabled", true, "realmRoles", List.of(roles));
    }
}
