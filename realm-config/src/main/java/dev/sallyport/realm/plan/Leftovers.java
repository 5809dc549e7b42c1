package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.ManagedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What the files gave to a thing, do not declare any more, and it still has. */
public final class Leftovers {

    private Leftovers() {}

    /** In the shape of the thing, and empty if nothing is left. */
    public static ObjectNode of(JsonNode wanted, JsonNode last, JsonNode live) {
        var left = JsonNodeFactory.instance.objectNode();
        last.forEachEntry((name, was) -> {
            var part = name.equals(ManagedBy.ATTRIBUTE)
                    ? MissingNode.getInstance()
                    : left(name, wanted.path(name), was, live.path(name));
            if (!Difference.isBlank(part)) {
                left.set(name, part);
            }
        });
        return left;
    }

    private static JsonNode left(String name, JsonNode wanted, JsonNode was, JsonNode there) {
        if (was.isObject()) {
            return there.isObject() && (wanted.isObject() || wanted.isMissingNode())
                    ? of(wanted, was, there)
                    : MissingNode.getInstance();
        }
        if (!wanted.isMissingNode() || Difference.isBlank(there)) {
            return MissingNode.getInstance();
        }
        if (was instanceof ArrayNode list) {
            return list(name, list, there);
        }
        return Secret.isMask(was) || was.asString("").equals(Secret.textOf(there)) ? was : MissingNode.getInstance();
    }

    /** Scopes that each client has by itself are none of ours; {@code domain} stays, since it only narrows. */
    private static ArrayNode list(String name, ArrayNode was, JsonNode there) {
        var own = name.endsWith("ClientScopes")
                ? Stream.concat(BuiltIn.CLIENT_SCOPES.stream(), Stream.of(GrantTables.RULES_SCOPE))
                        .collect(Collectors.toSet())
                : Set.<String>of();
        var left = JsonNodeFactory.instance.arrayNode();
        var now = texts(there);
        was.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(each -> now.contains(each) && !own.contains(each))
                .forEach(left::add);
        return left;
    }

    /**
     * What is asked for without what is left: lists lose it, texts below the thing go. What else is left keeps its value.
     *
     * @param open whether the thing itself has texts under any name, rather than settings
     */
    static ObjectNode undone(ObjectNode wanted, JsonNode left, JsonNode live, boolean open) {
        var undone = wanted.deepCopy();
        left.forEachEntry((name, part) -> {
            if (part.isObject()) {
                var below = undone.path(name) instanceof ObjectNode some ? some : undone.objectNode();
                undone.set(name, undone(below, part, live.path(name), true));
            } else if (part.isArray()) {
                undone.set(name, without(live.path(name), texts(part)));
            } else if (part.isString() && open) {
                undone.put(name, "");
            }
        });
        return undone;
    }

    /** Puts one thing upon another. */
    static void join(ObjectNode below, JsonNode upon) {
        upon.forEachEntry((name, part) -> {
            if (below.path(name) instanceof ObjectNode there && part.isObject()) {
                join(there, part);
            } else {
                below.set(name, part.deepCopy());
            }
        });
    }

    /** A list without some of it. */
    static ArrayNode without(JsonNode list, List<String> less) {
        var rest = JsonNodeFactory.instance.arrayNode();
        list.forEach(each -> {
            if (!less.contains(Secret.textOf(each))) {
                rest.add(each);
            }
        });
        return rest;
    }

    /** Where something is left. */
    static List<List<String>> paths(JsonNode left) {
        var paths = new ArrayList<List<String>>();
        left.forEachEntry((name, part) -> {
            if (part.isObject()) {
                paths(part)
                        .forEach(path -> paths.add(
                                Stream.concat(Stream.of(name), path.stream()).toList()));
            } else {
                paths.add(List.of(name));
            }
        });
        return paths;
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(Secret::textOf).toList();
    }
}
