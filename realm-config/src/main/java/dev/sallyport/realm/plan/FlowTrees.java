package dev.sallyport.realm.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Authentication flows as the trees that they are: an execution holds its configuration, or the flow that it runs. In a
 * representation they lie flat and name each other.
 */
final class FlowTrees {

    private final Map<String, JsonNode> byAlias = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, JsonNode> configs = new HashMap<>();
    private final JsonNode flows;

    FlowTrees(JsonNode flows, JsonNode configs) {
        this.flows = flows;
        flows.forEach(flow -> byAlias.put(flow.path("alias").asString(), flow));
        flows.forEach(flow ->
                aliases.put(flow.path("id").asString(""), flow.path("alias").asString()));
        configs.forEach(config -> this.configs.put(config.path("alias").asString(), config));
    }

    Stream<Item> trees() {
        return StreamSupport.stream(flows.spliterator(), false)
                .filter(flow -> flow.path("topLevel").asBoolean(true))
                .map(flow -> new Item(
                        Key.of(Kind.FLOW, flow.path("alias").asString()),
                        tree(flow, List.of()),
                        flow.path("id").asString("")));
    }

    /** Clients name flows by their ids, which mean nothing on another server. */
    JsonNode alias(JsonNode idOrAlias) {
        var alias = aliases.get(idOrAlias.asString(""));
        return alias == null ? idOrAlias : JsonNodeFactory.instance.stringNode(alias);
    }

    private ObjectNode tree(JsonNode flow, List<String> above) {
        var tree = JsonNodeFactory.instance.objectNode();
        for (var field : List.of("alias", "description", "providerId")) {
            if (flow.has(field)) {
                tree.set(field, flow.path(field));
            }
        }
        if (flow.path("builtIn").asBoolean(false)) {
            tree.put("builtIn", true);
        }
        var path = Stream.concat(above.stream(), Stream.of(flow.path("alias").asString()))
                .toList();
        var executions = tree.putArray("executions");
        StreamSupport.stream(flow.path("authenticationExecutions").spliterator(), false)
                .sorted(Comparator.comparingInt(
                        execution -> execution.path("priority").asInt(0)))
                .forEach(execution -> executions.add(execution(execution, path)));
        return tree;
    }

    private ObjectNode execution(JsonNode execution, List<String> above) {
        var node = JsonNodeFactory.instance.objectNode();
        for (var field : List.of("authenticator", "requirement")) {
            if (execution.hasNonNull(field)) {
                node.set(field, execution.path(field));
            }
        }
        var below = execution.path("flowAlias").asString("");
        if (!below.isEmpty()) {
            var flow = byAlias.get(below);
            if (flow == null || above.contains(below)) {
                throw new IllegalArgumentException("The flow %s runs the flow %s, which is %s"
                        .formatted(above.getLast(), below, flow == null ? "not declared" : "above it"));
            }
            node.set("flow", tree(flow, above));
        }
        var config = configs.get(execution.path("authenticatorConfig").asString(""));
        if (config != null) {
            node.set("config", ((ObjectNode) config.deepCopy()).remove(List.of("id")));
        }
        return node;
    }
}
