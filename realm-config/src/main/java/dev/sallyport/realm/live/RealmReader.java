package dev.sallyport.realm.live;

import static dev.sallyport.realm.admin.AdminApi.concurrently;
import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.applied.Applied;
import dev.sallyport.realm.applied.Memory;
import dev.sallyport.realm.files.Secrets;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.SecretFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a realm in few calls: Keycloak's own export has nearly everything, as of one moment. What it leaves out, masks or is
 * slow at is asked for.
 *
 * @param users names of those to read; all others are none of our business
 */
public record RealmReader(AdminApi api, String realm, Set<String> users) {

    /** How many to ask for at a time: Keycloak's work for each grows with their number. */
    private static final int PAGE = 10;

    private static final int MEMBERSHIPS = 100;

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
        return api.find(path("")).map(there -> complete());
    }

    /** The export and the groups take Keycloak longest, and neither needs the other. */
    private ObjectNode complete() {
        var parts = beside(this::withoutGroups, new GroupReader(api, path(""))::all);
        var export = (ObjectNode) parts.getFirst();
        export.set("groups", parts.getLast());
        defaultGroups(export);
        if (export.path("organizationsEnabled").asBoolean(false)) {
            organizations(export.putArray("organizations"));
        }
        people(export.withArrayProperty("users"), everybody(export));
        withoutLock(export);
        return export;
    }

    private ObjectNode withoutGroups() {
        var secrets = new HashMap<String, String>();
        var clients = clients(secrets);
        var parts = beside(this::export, new RoleReader(api, path(""), clients)::all);
        var export = (ObjectNode) parts.getFirst();
        export.path("clients").forEach(client -> unmask((ObjectNode) client, secrets));
        export.set("roles", parts.getLast());
        return export;
    }

    private JsonNode export() {
        return api.answer(path("/partial-export?exportClients=true"), JsonNodeFactory.instance.objectNode());
    }

    private static List<JsonNode> beside(Supplier<JsonNode> one, Supplier<JsonNode> other) {
        return concurrently(Stream.of(one, other), Supplier::get).toList();
    }

    /**
     * The names of clients by their ids, and their secrets by their names: the export masks these, and whoever may change
     * clients may see them. A few at a time; then Keycloak has them at hand when it exports them, which it is slow at otherwise.
     */
    private Map<String, String> clients(Map<String, String> secrets) {
        var names = new LinkedHashMap<String, String>();
        api.pages(path("/clients"), PAGE, client -> {
            var name = client.path("clientId").asString();
            names.put(client.path("id").asString(), name);
            if (client.hasNonNull("secret")) {
                secrets.put(name, client.path("secret").asString());
            }
        });
        return names;
    }

    private static void unmask(ObjectNode client, Map<String, String> secrets) {
        var secret = secrets.get(client.path("clientId").asString());
        if (secret != null && !secret.equals(Secrets.MASK)) {
            client.put("secret", secret);
        }
    }

    private void defaultGroups(ObjectNode export) {
        var paths = export.putArray("defaultGroups");
        api.get(path("/default-groups")).forEach(group -> paths.add(group.path("path")));
    }

    private void organizations(ArrayNode organizations) {
        var ids = new ArrayList<String>();
        api.pages(
                path("/organizations"), PAGE, brief -> ids.add(brief.path("id").asString()));
        concurrently(ids.stream(), this::organization).forEach(organizations::add);
    }

    private ObjectNode organization(String id) {
        var below = "/organizations/" + segment(id);
        var whole = (ObjectNode) api.get(path(below));
        var providers = whole.putArray("identityProviders");
        api.get(path(below + "/identity-providers"))
                .forEach(provider -> providers.addObject().set("alias", provider.path("alias")));
        return whole;
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

    /** Accounts of clients come with these, all but what they may do. */
    private void people(ArrayNode accounts, Set<String> names) {
        var known = accounts.valueStream()
                .map(account -> account.path("username").asString())
                .collect(Collectors.toSet());
        var found = concurrently(
                names.stream().filter(name -> !known.contains(name)),
                name -> api.get(path("/users?exact=true&username=" + segment(name))));
        var people = Stream.concat(accounts.valueStream(), found.flatMap(JsonNode::valueStream))
                .toList();
        accounts.removeAll();
        concurrently(people.stream(), user -> person((ObjectNode) user)).forEach(accounts::add);
    }

    private ObjectNode person(ObjectNode user) {
        var below = "/users/" + segment(user.path("id").asString());
        var groups = user.putArray("groups");
        api.pages(path(below + "/groups"), MEMBERSHIPS, group -> groups.add(group.path("path")));
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
