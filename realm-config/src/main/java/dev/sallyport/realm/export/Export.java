package dev.sallyport.realm.export;

import dev.sallyport.realm.plan.SecretFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A realm as files.
 *
 * @param files contents by name
 * @param variables what has to be set in the environment: secrets
 * @param left what is in the realm and not in the files, because nothing but an import carries it out
 */
public record Export(Map<String, String> files, SortedSet<String> variables, List<String> left) {

    private static final String REST = "realm.yaml";

    /** What is in which file; all else is in one. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "clients.yaml", List.of("clients", "scopeMappings", "clientScopeMappings", "users"),
            "client-scopes.yaml", List.of("clientScopes", "defaultDefaultClientScopes", "defaultOptionalClientScopes"),
            "roles.yaml", List.of("roles"),
            "groups.yaml", List.of("groups", "defaultGroups"),
            "authentication.yaml", List.of("authenticationFlows", "authenticatorConfig", "requiredActions"),
            "identity-providers.yaml", List.of("identityProviders", "identityProviderMappers", "organizations"),
            "components.yaml", List.of("components"),
            "client-policies.yaml", List.of("clientProfiles", "clientPolicies"));

    /** Of Keycloak's representation of a realm. */
    public static Export of(ObjectNode representation) {
        var wrapped = SecretFields.wrapped(representation, Set.of());
        FlowNames.putIntoClients(wrapped);
        var left = left(wrapped);
        var own = Fresh.named(wrapped.path("realm").asString()).without(Canonical.of(wrapped));
        var placeholders = new Placeholders();
        placeholders.putInto(own);
        var files = new LinkedHashMap<String, String>();
        PARTS.keySet().stream().sorted().forEach(file -> part(own, file, files));
        files.put(REST, yaml(own));
        return new Export(files, placeholders.names(), left);
    }

    private static List<String> left(ObjectNode realm) {
        var left = new ArrayList<String>();
        realm.path("clients").forEach(client -> {
            ((ObjectNode) client).remove("authorizationSettings");
            if (client.path("authorizationServicesEnabled").asBoolean(false)) {
                left.add("authorization services of client "
                        + client.path("clientId").asString());
            }
        });
        if (!realm.path("organizations").isEmpty()) {
            left.add("members of organizations");
        }
        return left;
    }

    private static void part(ObjectNode realm, String file, Map<String, String> files) {
        var part = JsonNodeFactory.instance.objectNode();
        for (var field : PARTS.getOrDefault(file, List.of())) {
            var value = realm.remove(field);
            if (value != null && !value.isEmpty()) {
                part.set(field, value);
            }
        }
        if (!part.isEmpty()) {
            files.put(file, yaml(part));
        }
    }

    private static String yaml(JsonNode node) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(JsonMapper.shared().convertValue(node, Object.class));
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "Export" + files.keySet();
    }
}
