package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds an authentication flow, from below: nothing runs a flow that is not whole. */
record FlowTree(Target target) {

    private static final String ALL = "/authentication/flows";

    /** Builds one; its id. */
    String build(JsonNode flow, boolean topLevel) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("alias", flow.path("alias").asString())
                .put("providerId", flow.path("providerId").asString("basic-flow"))
                .put("topLevel", topLevel)
                .put("builtIn", false);
        if (flow.hasNonNull("description")) {
            body.set("description", flow.path("description"));
        }
        var id = created(body);
        var priority = 0;
        for (var execution : flow.path("executions")) {
            priority += 10;
            execution(id, execution, priority);
        }
        return id;
    }

    private String created(ObjectNode flow) {
        try {
            return target.create(ALL, flow);
        } catch (Refused refused) {
            if (refused.status() != 409 || !freed(flow.path("alias").asString())) {
                throw refused;
            }
            return target.create(ALL, flow);
        }
    }

    /** An apply that died may have left a flow of this name that nothing runs. */
    private boolean freed(String alias) {
        var flows = target.export().path("authenticationFlows");
        var isRun = flows.valueStream()
                .flatMap(flow -> flow.path("authenticationExecutions").valueStream())
                .anyMatch(execution -> execution.path("flowAlias").asString("").equals(alias));
        var left = flows.valueStream()
                .filter(flow -> !isRun && !flow.path("topLevel").asBoolean(true))
                .filter(flow -> flow.path("alias").asString().equals(alias))
                .findFirst();
        left.ifPresent(flow -> target.delete(ALL + "/" + segment(flow.path("id").asString()), null));
        return left.isPresent();
    }

    private void execution(String parent, JsonNode execution, int priority) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("parentFlow", parent)
                .put("requirement", execution.path("requirement").asString("DISABLED"))
                .put("priority", priority)
                .put("authenticatorFlow", execution.has("flow"));
        if (execution.hasNonNull("authenticator")) {
            body.set("authenticator", execution.path("authenticator"));
        }
        if (execution.has("flow")) {
            body.put("flowId", build(execution.path("flow"), false));
        }
        var id = target.create("/authentication/executions", body);
        if (execution.has("config")) {
            target.create("/authentication/executions/" + segment(id) + "/config", execution.path("config"));
        }
    }

    /** Gives a flow and all below it other names, so that the names are free; who runs it knows it by its id. */
    void rename(String alias, String id, String suffix) {
        target.get("/authentication/flows/" + segment(alias) + "/executions").forEach(execution -> {
            if (execution.path("authenticationFlow").asBoolean(false)) {
                name(execution.path("flowId").asString(), suffix);
            }
            var config = execution.path("authenticationConfig").asString("");
            if (!config.isEmpty()) {
                rename("/authentication/config/" + segment(config), suffix);
            }
        });
        name(id, suffix);
    }

    private void name(String id, String suffix) {
        rename("/authentication/flows/" + segment(id), suffix);
    }

    private void rename(String place, String suffix) {
        var body = (ObjectNode) target.get(place);
        body.put("alias", body.path("alias").asString() + suffix);
        target.put(place, body);
    }
}
