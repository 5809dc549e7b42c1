package dev.sallyport.realm.check;

import static java.util.stream.Collectors.toCollection;

import dev.sallyport.keycloak.rule.Mention;
import dev.sallyport.realm.check.Checked.Part;
import dev.sallyport.realm.check.Rows.Row;
import dev.sallyport.realm.files.BuiltIn;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.Nearest;
import dev.sallyport.realm.files.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rules speak of by name, and the files do not have. It may be in the realm all the same, so it is told and no more. */
final class Mentioned {

    private final Checked checked;
    private final Row row;
    private final Place place;
    private final List<Finding> findings = new ArrayList<>();

    private Mentioned(Checked checked, Row row, Place place) {
        this.checked = checked;
        this.row = row;
        this.place = place;
    }

    static List<Finding> findings(Checked checked, Row row, Place place, Collection<Mention> mentions) {
        if (checked.isRefused(place)) {
            return List.of();
        }
        var mentioned = new Mentioned(checked, row, place);
        var names = new RuleNames(row.rule());
        mentioned.named("realm role", names.in("roles"), roles(checked));
        mentioned.groups(names);
        var clients = keys(mentions, "user", "clientRoles").filter(client -> !checked.isOfKeycloak(client));
        mentioned.named("client", clients, clients(checked));
        names.clientRoles()
                .filter(named -> clients(checked).contains(named.client()) && !checked.isOfKeycloak(named.client()))
                .forEach(mentioned::clientRole);
        return mentioned.findings;
    }

    private void groups(RuleNames names) {
        var groups = groups(checked);
        named("group", names.in("groups"), groups);
        Predicate<String> begins = beginning -> groups.stream().anyMatch(path -> (path + "/").startsWith(beginning));
        unknown("group that begins with", names.beginnings("groups").filter(begins.negate()), groups);
    }

    private void clientRole(RuleNames.ClientRole named) {
        var kind = "role of client '" + named.client() + "'";
        named(kind, Stream.of(named.role()), clientRoles(checked, named.client()));
    }

    private void named(String kind, Stream<String> names, SortedSet<String> known) {
        unknown(kind, names.filter(name -> !known.contains(name)), known);
    }

    private void unknown(String kind, Stream<String> names, SortedSet<String> known) {
        names.distinct()
                .map(name -> row.name() + ": the files have no " + kind + " '" + name + "'" + Nearest.hint(name, known))
                .forEach(message -> findings.add(Finding.warning(place, message)));
    }

    private static Stream<String> keys(Collection<Mention> mentions, String variable, String field) {
        return mentions.stream()
                .filter(mention -> mention.variable().equals(variable))
                .filter(mention -> mention.field().filter(field::equals).isPresent())
                .flatMap(mention -> mention.key().stream());
    }

    static SortedSet<String> roles(Checked checked) {
        var roles = names(checked.realm().get("roles").get("realm").items(), "name");
        roles.addAll(BuiltIn.roles(checked.reading().realm().realm()));
        return roles;
    }

    static SortedSet<String> clients(Checked checked) {
        var clients = names(checked.clients(), "clientId");
        clients.addAll(BuiltIn.CLIENTS);
        return clients;
    }

    static SortedSet<String> clientRoles(Checked checked, String client) {
        var roles = checked.realm().get("roles").get("client").get(client).items();
        var names = names(roles, "name");
        names.add(BuiltIn.ROLE_OF_GUARDED_CLIENTS);
        return names;
    }

    /** Their paths; Keycloak can be told to write a slash within a name as {@code ~/}, and we do. */
    static SortedSet<String> groups(Checked checked) {
        var paths = new TreeSet<String>();
        checked.realm().get("groups").items().forEach(group -> addPaths(paths, "", group));
        return paths;
    }

    private static void addPaths(SortedSet<String> paths, String parent, Part group) {
        for (var name : List.of(group.text("name"), group.text("name").replace("/", "~/"))) {
            var path = parent + "/" + name;
            if (paths.add(path)) {
                group.get("subGroups").items().forEach(inner -> addPaths(paths, path, inner));
            }
        }
    }

    private static SortedSet<String> names(List<Part> things, String key) {
        return things.stream().map(thing -> thing.text(key)).collect(toCollection(TreeSet::new));
    }
}
