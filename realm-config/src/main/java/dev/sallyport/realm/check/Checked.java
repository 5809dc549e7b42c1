package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toCollection;

import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.MapperType;
import dev.sallyport.realm.files.Nearest;
import dev.sallyport.realm.files.Place;
import dev.sallyport.realm.files.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A realm in the shape that the checks want it in. */
record Checked(Reading reading) {

    /** A part of the representation, and where it is. */
    record Part(JsonNode node, JsonPointer pointer) {

        Part get(String key) {
            return new Part(node.path(key), pointer.appendProperty(key));
        }

        List<Part> items() {
            var items = new ArrayList<Part>();
            for (var index = 0; index < node.size() && node.isArray(); index++) {
                items.add(new Part(node.path(index), pointer.appendIndex(index)));
            }
            return items;
        }

        List<Part> fields() {
            return node.isObject()
                    ? node.propertyNames().stream().map(this::get).toList()
                    : List.of();
        }

        String text(String key) {
            return node.path(key).asString("");
        }

        String text() {
            return node.asString("");
        }

        /** The key under which it stands. */
        String name() {
            return pointer.last().getMatchingProperty();
        }

        boolean isTrue(String key) {
            return node.path(key).asString("").equals("true");
        }
    }

    Part realm() {
        return new Part(reading.realm().representation(), JsonPointer.empty());
    }

    Place place(Part part) {
        return reading.place(part.pointer());
    }

    /** What may be said of a text: what was filled in nothing shows. */
    String quoted(Part part) {
        return reading.realm().secrets().contains(part.pointer()) ? "(filled in)" : "'" + part.text() + "'";
    }

    /** Whether it is known to be wrong as it is written, so that it need not be told what it does not name. */
    boolean isRefused(Place written) {
        return reading.findings().stream()
                .anyMatch(finding -> finding.isError() && finding.place().equals(written));
    }

    /** A client that the realm has without being told. */
    boolean isOfKeycloak(String client) {
        return BuiltIn.isClient(reading.realm().realm(), client);
    }

    /** That the files use a name and have nothing of it, if so. */
    Optional<Finding> unknown(String kind, String name, Part where, SortedSet<String> names) {
        return names.contains(name) || isRefused(place(where))
                ? Optional.empty()
                : Optional.of(
                        error(where, "the files have no " + kind + " '" + name + "'" + Nearest.hint(name, names)));
    }

    Finding error(Part part, String message) {
        return Finding.error(place(part), message);
    }

    Finding warning(Part part, String message) {
        return Finding.warning(place(part), message);
    }

    List<Part> clients() {
        return realm().get("clients").items();
    }

    List<Part> clientScopes() {
        return realm().get("clientScopes").items();
    }

    /** Mappers of client scopes and of clients. */
    Stream<Part> mappers(String provider) {
        return Stream.concat(clientScopes().stream(), clients().stream())
                .flatMap(owner -> owner.get("protocolMappers").items().stream())
                .filter(mapper -> mapper.text("protocolMapper").equals(provider));
    }

    SortedSet<String> clientScopeNames() {
        return clientScopes().stream().map(scope -> scope.text("name")).collect(toCollection(TreeSet::new));
    }

    /** The scopes that a rule decides about. */
    Set<String> ruled() {
        return mappers(MapperType.DOMAIN_SCOPES)
                .flatMap(mapper -> Rows.of(mapper.get("config").get("rules")).stream())
                .map(Rows.Row::name)
                .collect(toCollection(LinkedHashSet::new));
    }

    /** The client scopes that bring the mapper of grant rules. */
    Set<String> ruling() {
        return clientScopes().stream()
                .filter(scope -> scope.get("protocolMappers").items().stream()
                        .anyMatch(mapper -> mapper.text("protocolMapper").equals(MapperType.DOMAIN_SCOPES)))
                .map(scope -> scope.text("name"))
                .collect(toCollection(LinkedHashSet::new));
    }
}
