package dev.sallyport.realm.impact;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What else a client may ask for.
 *
 * @param more the scopes that it could not ask for
 * @param less those that it could
 */
public record ClientImpact(String client, List<String> more, List<String> less) {

    public ClientImpact {
        more = List.copyOf(more);
        less = List.copyOf(less);
    }

    @Override
    public String toString() {
        var gains = more.isEmpty() ? "" : "may ask for " + String.join(", ", more) + " from now on";
        var loses = less.isEmpty() ? "" : "may not ask for " + String.join(", ", less) + " any more";
        return client + ": "
                + Stream.of(gains, loses).filter(said -> !said.isEmpty()).collect(Collectors.joining("; "));
    }

    /** For machines. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("client", client);
        more.forEach(json.putArray("more")::add);
        less.forEach(json.putArray("less")::add);
        return json;
    }
}
