package dev.sallyport.realm.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Connection;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.files.RealmFiles;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Ours;
import dev.sallyport.realm.plan.Planner;
import dev.sallyport.realm.plan.SecretMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said without asking Keycloak. */
class ImpactTest {

    private static final String READ = "read: \"'customer' in user.roles\"";
    private static final String CANCEL = "cancel: \"'staff' in user.roles\"";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isNotKnownOfAScopeThatNobodyMayAskForYet() throws Exception {
        var impact = impact(realm(READ, "[orders]", "[]"), realm(READ + ", " + CANCEL, "[orders]", "[]"));

        assertThat(impact.scopes())
                .singleElement()
                .hasToString(
                        "orders:cancel: rule changed; no client may ask for it yet, so it is not known who will have it");
        assertThat(impact.clients()).singleElement().hasToString("shop: may ask for orders:cancel from now on");
    }

    @Test
    void isNoneWhereNobodyMayAsk() throws Exception {
        var impact = impact(realm(READ, "[orders]", "[]"), realm(READ + ", " + CANCEL, "[orders:read]", "[]"));

        assertThat(impact.scopes())
                .singleElement()
                .hasToString(
                        "orders:cancel: rule changed; no client may ask for it, so nobody gains or loses it by that");
        assertThat(impact.clients()).isEmpty();
    }

    @Test
    void isThatOfClientsWhereNoRuleChanges() throws Exception {
        var rules = READ + ", " + CANCEL;

        var impact = impact(realm(rules, "[orders]", "[]"), realm(rules, "[orders:read]", "[orders]"));

        assertThat(impact.scopes()).isEmpty();
        assertThat(impact.clients())
                .extracting(ClientImpact::toString)
                .containsExactly(
                        "robot: may ask for orders:cancel, orders:read from now on",
                        "shop: may not ask for orders:cancel any more");
    }

    private static String realm(String rules, String shop, String robot) {
        return """
                realm: shop
                clients: [{clientId: shop}, {clientId: robot}, {clientId: orders}]
                domains: {orders: {scopes: {%s}}}
                access: {shop: %s, robot: %s}
                """.formatted(rules, shop, robot);
    }

    private Impact impact(String live, String wanted) throws IOException, InvalidFiles {
        var there = items(live);
        var plan = new Planner(items(wanted), Optional.of(there), items(live), Ours.NOTHING, SecretMemory.NONE, false)
                .plan("shop");
        var nobody = new AdminApi(Connection.ofUser(URI.create("http://localhost:1"), "master", "ada", "x"));
        return new Impact(nobody, plan, there);
    }

    private Items items(String realm) throws IOException, InvalidFiles {
        var file = Files.writeString(folder.resolve("realm.yaml"), realm);
        return Items.of(new RealmFiles(List.of(file), Optional.empty(), Map.of())
                .desired()
                .representation());
    }
}
