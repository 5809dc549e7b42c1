package dev.sallyport.system.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Keycloak;
import dev.sallyport.testkit.SallyportTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A component to which Keycloak gives parts of its own. */
@SallyportTest
class ComponentTest {

    private static final DeclaredRealm WITH_ONE_MAPPER =
            DeclaredRealm.resource("everything.json").with(ComponentTest::oneMapper);

    private final Keycloak keycloak;
    private final RealmTool tool;

    ComponentTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        tool = new RealmTool(keycloak);
        tool.make(DeclaredRealm.small());
    }

    @AfterEach
    void deleteRealm() {
        tool.close();
    }

    @Test
    void hasNoPartsButThoseAskedForEvenAfterAnApplyThatDied() throws IOException {
        var deleted = new AtomicInteger();
        try (var trouble = new Interference(
                keycloak.url(),
                (method, path) ->
                        path.contains("/components/") && method.equals("DELETE") && deleted.getAndIncrement() == 1
                                ? 403
                                : 0)) {
            var died = tool.environment("SALLYPORT_KEYCLOAK_URL", trouble.url()).apply(WITH_ONE_MAPPER);
            assertThat(died.exit()).as(died.toString()).isEqualTo(1);
        }
        tool.environment("SALLYPORT_KEYCLOAK_URL", keycloak.url());
        assertThat(tool.plan(WITH_ONE_MAPPER).out())
                .contains(
                        "+ component UserStorageProvider/ldap\n", "- component UserStorageProvider/ldap - unfinished ");

        tool.applied(WITH_ONE_MAPPER);

        var providers = tool.get("/components?type=org.keycloak.storage.UserStorageProvider");
        assertThat(names(providers)).containsExactly("ldap");
        var mappers =
                tool.get("/components?parent=" + providers.path(0).path("id").asString());
        assertThat(names(mappers)).containsExactly("mail");
        assertThat(tool.plan(WITH_ONE_MAPPER)).returns(0, RealmTool.Run::exit);
    }

    private static List<String> names(JsonNode components) {
        return components
                .valueStream()
                .map(component -> component.path("name").asString())
                .toList();
    }

    private static void oneMapper(ObjectNode realm) {
        var ldap = (ObjectNode) realm.path("components")
                .path("org.keycloak.storage.UserStorageProvider")
                .path(0);
        var mapper = ldap.putObject("subComponents")
                .putArray("org.keycloak.storage.ldap.mappers.LDAPStorageMapper")
                .addObject()
                .put("name", "mail")
                .put("providerId", "user-attribute-ldap-mapper");
        var config = mapper.putObject("config");
        config.putArray("ldap.attribute").add("mail");
        config.putArray("user.model.attribute").add("email");
        config.putArray("read.only").add("true");
    }
}
