package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what users may have to do when they sign in. */
record RequiredActionWriter(Target target) implements Writer {

    private static final String ALL = "/authentication/required-actions/";

    @Override
    public void create(Change change) {
        var wanted = change.after().fields();
        var action = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "providerId",
                        wanted.path("providerId").asString(change.key().name()))
                .put("name", wanted.path("name").asString(change.key().name()));
        target.add("/authentication/register-required-action", action);
        var place = place(change);
        var body = target.get(place).deepCopy();
        wanted.forEachEntry(((ObjectNode) body)::set);
        target.put(place, body);
    }

    @Override
    public void update(Change change) {
        target.put(place(change), Merged.into(target.get(place(change)), change, Set.of()));
    }

    @Override
    public void delete(Change change) {
        target.delete(place(change), null);
    }

    private static String place(Change change) {
        return ALL + segment(change.key().name());
    }
}
