package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.applied.Memory;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Secret;
import dev.sallyport.realm.plan.SecretFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a realm in few calls: Keycloak's own export has nearly everything, as of one moment. What it leaves out or masks is
 * asked for.
 *
 * @param users names of those to read; all others are none of our business
 */
public record RealmReader(AdminApi api, String realm, Set<String> users) {

    /** How many to ask for at a time. */
    private static final int PAGE = 200;

    /** The realm, if there is one. */
    public Optional<LiveRealm> read() {
        return representation().map(this::live);
    }

    private LiveRealm live(ObjectNode representation) {
        var applied = applied(representation);
        var keycloak = representation.path("keycloakVersion").asString("");
        return new LiveRealm(Items.of(SecretFields.wrapped(representation, Set.of())), applied, keycloak);
    }

    private static Applied applied(ObjectNode representation) {
        return Memory.read(
                representation.path("attributes").path(Applied.ATTRIBUTE).asString(""));
    }

    /** What Keycloak says of the realm, all of it. */
    public Optional<ObjectNode> representation() {
        return api.query(path("/partial-export?exportClients=true&exportGroupsAndRoles=true"))
                .map(export -> complete((ObjectNode) export));
    }

    private ObjectNode complete(ObjectNode export) {
        secretsOfClients(export);
        defaultGroups(export);
        if (export.path("organizationsEnabled").asBoolean(false)) {
            organizations(export.putArray("organizations"));
        }
        people(export.withArrayProperty("users"), everybody(export));
        withoutLock(export);
        return export;
    }

    /** The export masks them; whoever may change clients may see them. */
    private void secretsOfClients(ObjectNode export) {
        var masked = false;
        for (var client : export.path("clients")) {
            masked |= client.path("secret").asString("").equals(Secret.MASK);
        }
        if (masked) {
            var secrets = new HashMap<String, String>();
            pages("/clients", client -> {
                if (client.hasNonNull("secret")) {
                    secrets.put(
                            client.path("clientId").asString(),
                            client.path("secret").asString());
                }
            });
            export.path("clients").forEach(client -> unmask((ObjectNode) client, secrets));
        }
    }

    private static void unmask(ObjectNode client, Map<String, String> secrets) {
        var secret = secrets.get(client.path("clientId").asString());
        if (secret != null && !secret.equals(Secret.MASK)) {
            client.put("secret", secret);
        }
    }

    private void defaultGroups(ObjectNode export) {
        var paths = export.putArray("defaultGroups");
        api.get(path("/default-groups")).forEach(group -> paths.add(group.path("path")));
    }

    private void organizations(ArrayNode organizations) {
        pages("/organizations", brief -> {
            var below = "/organizations/" + segment(brief.path("id").asString());
            var whole = (ObjectNode) api.get(path(below));
            var providers = whole.putArray("identityProviders");
            api.get(path(below + "/identity-providers"))
                    .forEach(provider -> providers.addObject().set("alias", provider.path("alias")));
            organizations.add(whole);
        });
    }

    /** Those to read, and those that something was applied to before. */
    private Set<String> everybody(ObjectNode export) {
        var everybody = new HashSet<>(users);
        applied(export).items().all().stream()
                .map(Item::key)
                .filter(key -> key.kind() == Kind.USER)
                .forEach(key -> everybody.add(key.name()));
        return everybody;
    }

    private void people(ArrayNode known, Set<String> names) {
        var serviceAccounts = new HashSet<String>();
        known.forEach(account -> serviceAccounts.add(account.path("username").asString()));
        names.stream()
                .filter(name -> !serviceAccounts.contains(name))
                .forEach(name -> api.get(path("/users?exact=true&username=" + segment(name)))
                        .forEach(user -> known.add(person((ObjectNode) user))));
    }

    private ObjectNode person(ObjectNode user) {
        var below = "/users/" + segment(user.path("id").asString());
        var groups = user.putArray("groups");
        api.get(path(below + "/groups?max=1000")).forEach(group -> groups.add(group.path("path")));
        var roles = api.get(path(below + "/role-mappings"));
        var realmRoles = user.putArray("realmRoles");
        roles.path("realmMappings").forEach(role -> realmRoles.add(role.path("name")));
        var clientRoles = user.putObject("clientRoles");
        roles.path("clientMappings").properties().forEach(client -> {
            var names = clientRoles.putArray(client.getKey());
            client.getValue().path("mappings").forEach(role -> names.add(role.path("name")));
        });
        return user;
    }

    private void pages(String collection, Consumer<JsonNode> each) {
        for (var first = 0; ; first += PAGE) {
            var page = api.get(path(collection + "?first=" + first + "&max=" + PAGE));
            page.forEach(each);
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    /** While someone applies, there is a role that says so. */
    private static void withoutLock(ObjectNode export) {
        if (export.path("roles").path("realm") instanceof ArrayNode roles) {
            roles.removeIf(role -> role.path("name").asString().equals(Applied.LOCK));
        }
    }

    private String path(String below) {
        return "/" + segment(realm) + below;
    }
}
