package dev.sallyport.realm.plan;

import dev.sallyport.realm.files.ManagedBy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what is asked for with what is there. Only what is asked for counts, so that Keycloak's own defaults do not; lists
 * of words are sets; an empty value is as good as none; null asks for an empty text or list, and says nothing of all else; our
 * own mark is not worth a change.
 */
public final class Difference {

    private final Key key;
    private final SecretMemory secrets;
    private final List<FieldChange> changes = new ArrayList<>();

    private Difference(Key key, SecretMemory secrets) {
        this.key = key;
        this.secrets = secrets;
    }

    public static List<FieldChange> between(Key key, JsonNode wanted, JsonNode there, SecretMemory secrets) {
        var difference = new Difference(key, secrets);
        difference.compare(List.of(), wanted, there);
        return List.copyOf(difference.changes);
    }

    private void compare(List<String> path, JsonNode wanted, JsonNode there) {
        if (wanted.isNull() && !Overlay.canBeEmptied(there)) {
            return;
        }
        if (Secret.isIn(wanted) || Secret.isIn(there) || Secret.isMask(there)) {
            secret(path, wanted, there);
        } else if (wanted instanceof ObjectNode fields) {
            fields.forEachEntry((name, value) -> {
                if (!name.equals(ManagedBy.ATTRIBUTE) && !isPassword(path, name)) {
                    compare(below(path, name), value, there.path(name));
                }
            });
        } else if (isBlank(wanted) || isBlank(there)) {
            unless(isBlank(wanted) && isBlank(there), path, wanted, there);
        } else if (wanted instanceof ArrayNode list) {
            lists(path, list, there);
        } else {
            texts(path, wanted, there);
        }
    }

    /** The password of a user is theirs as soon as they have one. */
    private boolean isPassword(List<String> path, String name) {
        return key.kind() == Kind.USER && path.isEmpty() && name.equals("credentials");
    }

    private void secret(List<String> path, JsonNode wanted, JsonNode there) {
        if (Secret.isMask(wanted)) {
            var same = Secret.isMask(there) || secrets.wasLast(key, path, Secret.textOf(there));
            unless(same, path, wanted, there);
        } else if (Secret.isMask(there)) {
            unless(secrets.wasLast(key, path, Secret.textOf(wanted)), path, wanted, there);
        } else {
            unless(Secret.textOf(wanted).equals(Secret.textOf(there)), path, wanted, there);
        }
    }

    private void texts(List<String> path, JsonNode wanted, JsonNode there) {
        var wantedText = wanted.asString("");
        var thereText = there.asString("");
        if (!wanted.isContainer() && wantedText.equals(thereText)) {
            return;
        }
        var wantedJson = JsonInText.of(wantedText);
        var thereJson = JsonInText.of(thereText);
        if (wantedJson.isContainer() && thereJson.isContainer()) {
            compare(path, wantedJson, thereJson);
        } else {
            changes.add(new FieldChange(path, there, wanted));
        }
    }

    private void lists(List<String> path, ArrayNode wanted, JsonNode there) {
        var labels = Labels.of(wanted);
        var thereLabels = Labels.of(there);
        if (wanted.get(0).isObject() && labels.distinct() && thereLabels.distinct()) {
            labelled(path, wanted, labels, there, thereLabels);
        } else if (wanted.get(0).isObject() && Overlay.isOfSteps(wanted)) {
            steps(path, wanted, labels, there);
        } else if (wanted.size() == 1 && there.size() == 1) {
            compare(path, wanted.get(0), there.get(0));
        } else {
            var known =
                    wanted.valueStream().anyMatch(Secret::isMask) && secrets.wasLast(key, path, Secret.textsOf(there));
            unless(known || set(wanted).equals(set(there)), path, wanted, there);
        }
    }

    private void labelled(List<String> path, ArrayNode wanted, Labels labels, JsonNode there, Labels thereLabels) {
        for (var index = 0; index < thereLabels.names().size(); index++) {
            var name = thereLabels.names().get(index);
            if (!labels.names().contains(name)) {
                changes.add(new FieldChange(below(path, name), there.path(index), MissingNode.getInstance()));
            }
        }
        for (var index = 0; index < wanted.size(); index++) {
            var name = labels.names().get(index);
            var found = thereLabels.names().indexOf(name);
            if (found < 0) {
                changes.add(new FieldChange(below(path, name), MissingNode.getInstance(), wanted.path(index)));
            } else {
                compare(below(path, name), wanted.path(index), there.path(found));
            }
        }
        if (labels.otherOrderThan(thereLabels)) {
            changes.add(new FieldChange(below(path, "order"), thereLabels.node(), labels.node()));
        }
    }

    /** One authenticator may stand in a flow twice: then each step is known by its number. */
    private void steps(List<String> path, ArrayNode wanted, Labels labels, JsonNode there) {
        unless(wanted.size() == there.size(), path, wanted, there);
        for (var index = 0; index < wanted.size() && wanted.size() == there.size(); index++) {
            var name = labels.names().get(index) + " (" + (index + 1) + ")";
            compare(below(path, name), wanted.path(index), there.path(index));
        }
    }

    private void unless(boolean same, List<String> path, JsonNode wanted, JsonNode there) {
        if (!same) {
            changes.add(new FieldChange(path, there, wanted));
        }
    }

    private static Set<String> set(JsonNode list) {
        var set = new HashSet<String>();
        list.forEach(element -> set.add(element.isContainer() ? element.toString() : Secret.textOf(element)));
        return set;
    }

    static boolean isBlank(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainer() && node.isEmpty())
                || (node.isString() && node.asString().isEmpty());
    }

    private static List<String> below(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
