package dev.sallyport.realm.plan;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What files say of a realm, and what they said before.
 *
 * @param left what they gave to things and did not declare any more the last time
 */
public record Declarations(Items now, Items last, Items left) {

    /** What is declared, and empty what was declared of things that are: their composites, their texts. */
    public Stream<Item> things() {
        return Stream.concat(
                now.all().stream(),
                Stream.concat(last.all().stream(), left.all().stream())
                        .map(Item::key)
                        .distinct()
                        .filter(this::isPartOfWhatIs)
                        .map(key -> new Item(key, JsonNodeFactory.instance.objectNode(), "")));
    }

    /** Whether it is not declared, but what it belongs to is. */
    public boolean isPartOfWhatIs(Key key) {
        return key.kind().alwaysThere()
                && now.find(key).isEmpty()
                && key.parent().map(whole -> now.find(whole).isPresent()).orElse(true);
    }

    /** What was declared of a thing, and is left of that. */
    public ObjectNode left(Item item, Optional<Item> live) {
        var before = JsonNodeFactory.instance.objectNode();
        left.find(item.key()).ifPresent(was -> Leftovers.join(before, was.fields()));
        last.find(item.key()).ifPresent(was -> Leftovers.join(before, was.fields()));
        return before.isEmpty() || live.isEmpty()
                ? before.objectNode()
                : Leftovers.of(item.fields(), before, live.get().fields());
    }
}
