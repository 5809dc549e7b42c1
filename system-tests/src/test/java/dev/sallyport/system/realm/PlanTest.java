package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SallyportTest
class PlanTest {

    private static final Map<String, Object> SHOP = Map.of(
            "clientId",
            "shop",
            "secret",
            "${env:SHOP_SECRET}",
            "fullScopeAllowed",
            false,
            "redirectUris",
            List.of("https://shop.example/a", "https://shop.example/b"),
            "attributes",
            Map.of("pkce.code.challenge.method", "S256"));

    private final DeclaredRealm declared = DeclaredRealm.small()
            .plus("/clients", SHOP)
            .plus("/clientScopes", Map.of("name", "orders:read", "protocol", "openid-connect"))
            .plus("/roles/realm", Map.of("name", "customer", "description", "Buys"));
    private final RealmTool tool;

    PlanTest(Keycloak keycloak) {
        tool = new RealmTool(keycloak);
        assertThat(tool.apply(declared)).returns(0, RealmTool.Run::exit);
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void findsNothingToDoAfterAnApply() {
        var plan = tool.plan(declared);

        assertThat(plan.exit()).as(plan.toString()).isZero();
        assertThat(plan.out()).contains("Nothing to do").doesNotContain("~", "+");
    }

    @Test
    void ignoresTheOrderOfSetsAndWhatIsNotDeclared() {
        var other = declared.changed(
                "/clients",
                "clientId",
                "shop",
                shop -> shop.remove(List.of("attributes", "fullScopeAllowed"))
                        .putArray("redirectUris")
                        .add("https://shop.example/b")
                        .add("https://shop.example/a"));

        assertThat(tool.plan(other)).returns(0, RealmTool.Run::exit);
    }

    @Test
    void saysWhatIsChangedFieldByField() {
        var other = declared.changed(
                        "/clients",
                        "clientId",
                        "shop",
                        shop -> shop.put("name", "The shop")
                                .putArray("redirectUris")
                                .add("https://shop.example/b")
                                .add("https://shop.example/c"))
                .plus("/roles/realm", Map.of("name", "auditor"))
                .with("accessTokenLifespan", 120);

        var plan = tool.plan(other);

        assertThat(plan.exit()).isEqualTo(2);
        assertThat(plan.out())
                .contains("~ realm " + tool.realm, "accessTokenLifespan  300 → 120")
                .contains("+ role auditor")
                .contains("~ client shop\n", "    name  (nothing) → \"The shop\"\n")
                .contains("      - \"https://shop.example/a\"\n", "      + \"https://shop.example/c\"\n")
                .doesNotContain("https://shop.example/b")
                .contains("To create 1, to change 2, to delete 0.");
        assertThat(plan.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void saysOfASecretOnlyThatItIsChanged() {
        var other = declared.changed("/clients", "clientId", "shop", shop -> shop.put("secret", "${env:OTHER_SECRET}"));

        var plan = tool.plan(other);
        var json = tool.plan(other, "--json");

        assertThat(plan.out()).contains("secret  changed").doesNotContain("SECRET", "shop-secret", "other-secret");
        assertThat(json.json()
                        .path("changes")
                        .path(0)
                        .path("fields")
                        .path(0)
                        .path("secret")
                        .asString())
                .isEqualTo("changed");
        assertThat(json.out()).doesNotContain("SHOP_SECRET", "OTHER_SECRET", "shop-secret", "other-secret");
    }

    @Test
    void coloursWhenAskedTo() {
        var other = declared.plus("/roles/realm", Map.of("name", "auditor"));

        assertThat(tool.plan(other, "--color=always").out()).contains("\u001b[32m+ role auditor\u001b[0m");
        assertThat(tool.plan(other).out()).doesNotContain("\u001b");
    }
}
