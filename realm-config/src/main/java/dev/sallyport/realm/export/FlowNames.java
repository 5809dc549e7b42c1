package dev.sallyport.realm.export;

import dev.sallyport.realm.files.FlowFields;
import java.util.HashMap;
import tools.jackson.databind.node.ObjectNode;

/** Clients name authentication flows by ids, which mean nothing elsewhere. */
final class FlowNames {

    private FlowNames() {}

    static void putIntoClients(ObjectNode realm) {
        var names = new HashMap<String, String>();
        realm.path("authenticationFlows")
                .forEach(flow -> names.put(
                        flow.path("id").asString(""), flow.path("alias").asString()));
        realm.path("clients").forEach(client -> {
            if (client.path(FlowFields.OF_CLIENT) instanceof ObjectNode overrides) {
                overrides.properties().forEach(override -> {
                    var name = names.get(override.getValue().asString(""));
                    if (name != null) {
                        override.setValue(overrides.stringNode(name));
                    }
                });
            }
        });
    }
}
