package dev.sallyport.realm.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A realm as Keycloak makes it by itself: what is as in this need not be written down. */
final class Fresh {

    private static final String NAME = "REALM-NAME";

    /** Lists of which each element counts for itself. */
    private static final List<String> LISTS = List.of("clients", "clientScopes");

    /** Lists that an import takes as a whole or makes by itself. */
    private static final List<String> WHOLE =
            List.of("authenticationFlows", "authenticatorConfig", "requiredActions", "scopeMappings", "users");

    /** Fields of a client that mean nothing with these values. */
    private static final Map<String, String> CLIENT = Map.ofEntries(
            Map.entry("surrogateAuthRequired", "false"),
            Map.entry("alwaysDisplayInConsole", "false"),
            Map.entry("notBefore", "0"),
            Map.entry("enabled", "true"),
            Map.entry("bearerOnly", "false"),
            Map.entry("consentRequired", "false"),
            Map.entry("implicitFlowEnabled", "false"),
            Map.entry("frontchannelLogout", "false"),
            Map.entry("nodeReRegistrationTimeout", "-1"),
            Map.entry("clientAuthenticatorType", "client-secret"),
            Map.entry("protocol", "openid-connect"));

    private final ObjectNode fresh;

    private Fresh(ObjectNode fresh) {
        this.fresh = fresh;
    }

    static Fresh named(String realm) {
        try (var resource = Fresh.class.getResourceAsStream("fresh-realm.json")) {
            if (resource == null) {
                throw new IllegalStateException("fresh-realm.json is missing");
            }
            var text = new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace(NAME, realm);
            return new Fresh(Canonical.of((ObjectNode) JsonMapper.shared().readTree(text)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What of a canonical realm is its own. */
    ObjectNode without(ObjectNode realm) {
        var own = realm.deepCopy();
        LISTS.forEach(list -> own.set(list, elements(own.path(list), fresh.path(list))));
        own.path("clients").forEach(client -> trim((ObjectNode) client));
        roles(own);
        components(own);
        flows(own);
        attributes(own);
        own.propertyNames().stream()
                .filter(name -> !name.equals("realm") && own.path(name).equals(fresh.path(name)))
                .toList()
                .forEach(own::remove);
        own.propertyNames().stream()
                .filter(name -> own.path(name).isContainer() && own.path(name).isEmpty() && !fresh.has(name))
                .toList()
                .forEach(own::remove);
        LISTS.stream().filter(list -> own.path(list).isEmpty()).forEach(own::remove);
        return own;
    }

    private static ArrayNode elements(JsonNode list, JsonNode known) {
        var own = JsonNodeFactory.instance.arrayNode();
        for (var element : list) {
            var asFresh = false;
            for (var one : known) {
                asFresh |= one.equals(element);
            }
            if (!asFresh) {
                own.add(element);
            }
        }
        return own;
    }

    private static void trim(ObjectNode client) {
        CLIENT.forEach((field, value) -> {
            if (client.path(field).asString("").equals(value)) {
                client.remove(field);
            }
        });
    }

    private void roles(ObjectNode own) {
        if (own.path("roles") instanceof ObjectNode roles) {
            var known = fresh.path("roles");
            roles.set("realm", elements(roles.path("realm"), known.path("realm")));
            if (roles.path("client") instanceof ObjectNode clients) {
                clients.properties()
                        .forEach(client -> client.setValue(
                                elements(client.getValue(), known.path("client").path(client.getKey()))));
                removeEmpty(clients);
            }
            removeEmpty(roles);
        }
    }

    /** Keycloak makes those of a kind when there is none of the kind; generated keys are another for each realm. */
    private void components(ObjectNode own) {
        if (own.path("components") instanceof ObjectNode components) {
            components.propertyNames().stream()
                    .filter(type -> components
                            .path(type)
                            .equals(fresh.path("components").path(type)))
                    .toList()
                    .forEach(components::remove);
        }
    }

    /** With one flow of its own a realm has to name all of them. */
    private void flows(ObjectNode own) {
        var ownFlows = !own.path("authenticationFlows").equals(fresh.path("authenticationFlows"));
        var ownConfigs = !own.path("authenticatorConfig").equals(fresh.path("authenticatorConfig"));
        for (var list : WHOLE) {
            var isOfFlows = list.startsWith("authenticat");
            var keep = isOfFlows ? ownFlows || ownConfigs : !own.path(list).equals(fresh.path(list));
            if (!keep) {
                own.remove(list);
            }
        }
        own.path("authenticationFlows").forEach(flow -> ((ObjectNode) flow).remove("userSetupAllowed"));
    }

    private void attributes(ObjectNode own) {
        if (own.path("attributes") instanceof ObjectNode attributes) {
            attributes.propertyNames().stream()
                    .filter(name -> name.startsWith("sallyport.realm.")
                            || attributes
                                    .path(name)
                                    .equals(fresh.path("attributes").path(name)))
                    .toList()
                    .forEach(attributes::remove);
            attributes.put("CreateDefaultClientScopes", "true");
        }
    }

    private static void removeEmpty(ObjectNode node) {
        node.propertyNames().stream()
                .filter(name -> node.path(name).isEmpty())
                .toList()
                .forEach(node::remove);
    }
}
