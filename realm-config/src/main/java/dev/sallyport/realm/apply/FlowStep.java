package dev.sallyport.realm.apply;

import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A step of an authentication flow that can be made another in place, because its requirement or its settings change alone.
 *
 * @param labels what the flows above it and it are called, from the top
 * @param requirement whether that changes; otherwise the settings do
 */
record FlowStep(List<String> labels, boolean requirement) {

    /** Empty where the flow itself becomes another. */
    static Optional<FlowStep> of(FieldChange field) {
        var path = field.path();
        var labels = new ArrayList<String>();
        var at = 0;
        while (at + 1 < path.size() && path.get(at).equals("executions")) {
            labels.add(path.get(at + 1));
            at += path.size() > at + 2 && path.get(at + 2).equals("flow") ? 3 : 2;
        }
        var rest = path.subList(at, path.size());
        if (labels.isEmpty() || rest.isEmpty() || field.after().isMissingNode()) {
            return Optional.empty();
        }
        var requirement = rest.equals(List.of("requirement"));
        return requirement || rest.getFirst().equals("config")
                ? Optional.of(new FlowStep(List.copyOf(labels), requirement))
                : Optional.empty();
    }

    /** Why a change cannot be made, if so: Keycloak lets nobody delete what it has built in, so nothing takes its place. */
    static Optional<String> refusal(Change change) {
        var inPlace = Set.of("alias", "description").containsAll(Merged.touched(change))
                || change.fields().stream().allMatch(field -> isIn(change, of(field)));
        return isOfBuiltIn(change) && !inPlace
                ? Optional.of("Keycloak's own " + change.key()
                        + " cannot get other steps: copy it under another name, and let the realm run the copy")
                : Optional.empty();
    }

    private static boolean isIn(Change change, Optional<FlowStep> step) {
        return step.filter(each -> !each.inTree(change.before().fields()).isMissingNode())
                .isPresent();
    }

    static boolean isOfBuiltIn(Change change) {
        return change.before().fields().path("builtIn").asBoolean(false);
    }

    /** This step in Keycloak's list of all steps of a flow, each with how deep it stands. */
    Optional<JsonNode> in(JsonNode executions) {
        var path = new ArrayList<String>();
        for (var execution : executions) {
            var level = execution.path("level").asInt();
            while (path.size() > level) {
                path.removeLast();
            }
            var isFlow = execution.path("authenticationFlow").asBoolean(false);
            path.add(execution.path(isFlow ? "displayName" : "providerId").asString(""));
            if (path.equals(labels)) {
                return Optional.of(execution);
            }
        }
        return Optional.empty();
    }

    /** This step as a flow is asked for. */
    JsonNode inTree(JsonNode flow) {
        JsonNode step = MissingNode.getInstance();
        var within = flow;
        for (var label : labels) {
            step = within.path("executions")
                    .valueStream()
                    .filter(each -> label.equals(label(each)))
                    .findFirst()
                    .orElse(MissingNode.getInstance());
            within = step.path("flow");
        }
        return step;
    }

    private static String label(JsonNode step) {
        return step.path("flow")
                .path("alias")
                .asString(step.path("authenticator").asString(""));
    }
}
