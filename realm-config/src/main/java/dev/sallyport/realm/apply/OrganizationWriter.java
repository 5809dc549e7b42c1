package dev.sallyport.realm.apply;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.plan.Change;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes organizations and the identity providers of theirs. */
final class OrganizationWriter extends PlainWriter {

    private static final String PROVIDERS = "identityProviders";

    OrganizationWriter(Target target) {
        super(target, Set.of(PROVIDERS, "members"));
    }

    @Override
    public void create(Change change) {
        super.create(change);
        providers(change);
    }

    @Override
    public void update(Change change) {
        super.update(change);
        providers(change);
    }

    private void providers(Change change) {
        var place = address.of(change.key()) + "/identity-providers";
        var wanted = change.after().fields().path(PROVIDERS);
        var asked = aliases(wanted);
        var there = aliases(change.before().fields().path(PROVIDERS));
        asked.stream()
                .filter(alias -> !there.contains(alias))
                .forEach(alias -> target.add(place, JsonNodeFactory.instance.stringNode(alias)));
        if (wanted.isArray() || wanted.isNull()) {
            there.stream()
                    .filter(alias -> !asked.contains(alias))
                    .forEach(alias -> target.delete(place + "/" + segment(alias), null));
        }
    }

    private static Set<String> aliases(JsonNode providers) {
        var aliases = new LinkedHashSet<String>();
        providers.forEach(provider -> aliases.add(provider.path("alias").asString()));
        return aliases;
    }
}
