package dev.sallyport.realm.plan;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Joins what is asked for and what is there, as {@link Difference} compares them: what nobody asks for stays as it is. */
public final class Overlay {

    private Overlay() {}

    public static JsonNode of(JsonNode wanted, JsonNode there) {
        if (wanted.isNull()) {
            return emptied(wanted, there);
        }
        if (wanted instanceof ObjectNode asked && there instanceof ObjectNode known) {
            var joined = known.deepCopy();
            asked.forEachEntry((name, value) -> joined.set(name, of(value, known.path(name))));
            return joined;
        }
        if (wanted instanceof ArrayNode asked && there instanceof ArrayNode known && !asked.isEmpty()) {
            return list(asked, known);
        }
        return wanted.isString() && there.isString() ? text(wanted, there) : wanted;
    }

    /** Whether a null has a meaning: Keycloak passes over it, and numbers, switches and secrets cannot be empty. */
    static boolean canBeEmptied(JsonNode there) {
        return (there.isString() && !Secret.isMask(there)) || (there.isArray() && !Secret.isInList(there));
    }

    private static JsonNode emptied(JsonNode nothing, JsonNode there) {
        if (!canBeEmptied(there)) {
            return there.isMissingNode() ? nothing : there;
        }
        return there.isArray() ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.stringNode("");
    }

    private static JsonNode list(ArrayNode wanted, ArrayNode there) {
        var labels = Labels.of(wanted);
        var thereLabels = Labels.of(there);
        if (!wanted.get(0).isObject()) {
            return wanted.size() == 1 && there.size() == 1 ? each(wanted, there) : wanted;
        }
        if (labels.names().equals(thereLabels.names()) && (wanted.size() == 1 || isOfSteps(wanted))) {
            return each(wanted, there);
        }
        return labels.distinct() && thereLabels.distinct() ? byLabel(wanted, labels, there, thereLabels) : wanted;
    }

    private static ArrayNode each(ArrayNode wanted, ArrayNode there) {
        var joined = JsonNodeFactory.instance.arrayNode();
        for (var index = 0; index < wanted.size(); index++) {
            joined.add(of(wanted.path(index), there.path(index)));
        }
        return joined;
    }

    private static ArrayNode byLabel(ArrayNode wanted, Labels labels, ArrayNode there, Labels thereLabels) {
        var joined = JsonNodeFactory.instance.arrayNode();
        for (var index = 0; index < wanted.size(); index++) {
            var found = thereLabels.names().indexOf(labels.names().get(index));
            joined.add(of(wanted.path(index), there.path(found)));
        }
        return joined;
    }

    /** Whether these are the steps of an authentication flow, where one may stand twice. */
    static boolean isOfSteps(ArrayNode list) {
        return list.valueStream().allMatch(step -> step.has("authenticator") || step.has("flow"));
    }

    private static JsonNode text(JsonNode wanted, JsonNode there) {
        var wantedJson = JsonInText.of(wanted.asString());
        var thereJson = JsonInText.of(there.asString());
        if (!wantedJson.isContainer() || !thereJson.isContainer()) {
            return wanted;
        }
        var joined = of(wantedJson, thereJson);
        return joined.equals(wantedJson) ? wanted : JsonNodeFactory.instance.stringNode(joined.toString());
    }
}
