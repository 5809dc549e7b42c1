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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What rules speak of by name, and the files do not have. It may be in the realm all the same, so it is told and no more. */
final class Mentioned {

    private static final Pattern ROLE = Pattern.compile("'([^'\\\\]+)'\\s+in\\s+user\\.roles\\b");
    private static final Pattern GROUP = Pattern.compile("'([^'\\\\]+)'\\s+in\\s+user\\.groups\\b");

    private Mentioned() {}

    static List<Finding> findings(Checked checked, Row row, Place place, Collection<Mention> mentions) {
        var findings = new ArrayList<Finding>();
        var rule = row.rule();
        unknown(findings, row, place, "realm role", named(ROLE, rule), roles(checked));
        unknown(findings, row, place, "group", named(GROUP, rule), groups(checked));
        unknown(findings, row, place, "client", keys(mentions, "user", "clientRoles"), clients(checked));
        return findings;
    }

    private static void unknown(
            List<Finding> findings, Row row, Place place, String kind, Stream<String> names, SortedSet<String> known) {
        names.filter(name -> !known.contains(name))
                .distinct()
                .map(name -> row.name() + ": the files have no " + kind + " '" + name + "'" + Nearest.hint(name, known))
                .forEach(message -> findings.add(Finding.warning(place, message)));
    }

    private static Stream<String> named(Pattern pattern, String rule) {
        return pattern.matcher(rule).results().map(found -> found.group(1));
    }

    private static Stream<String> keys(Collection<Mention> mentions, String variable, String field) {
        return mentions.stream()
                .filter(mention -> mention.variable().equals(variable))
                .filter(mention -> mention.field().filter(field::equals).isPresent())
                .flatMap(mention -> mention.key().stream());
    }

    static SortedSet<String> roles(Checked checked) {
        var roles = names(checked.realm().get("roles").get("realm").items(), "name");
        roles.addAll(List.of(
                "offline_access",
                "uma_authorization",
                "default-roles-" + checked.reading().realm().realm()));
        return roles;
    }

    static SortedSet<String> clients(Checked checked) {
        var clients = names(checked.clients(), "clientId");
        clients.addAll(BuiltIn.CLIENTS);
        return clients;
    }

    static SortedSet<String> groups(Checked checked) {
        var paths = new TreeSet<String>();
        checked.realm().get("groups").items().forEach(group -> addPaths(paths, "", group));
        return paths;
    }

    private static void addPaths(SortedSet<String> paths, String parent, Part group) {
        var path = parent + "/" + group.text("name");
        paths.add(path);
        group.get("subGroups").items().forEach(inner -> addPaths(paths, path, inner));
    }

    private static SortedSet<String> names(List<Part> things, String key) {
        return things.stream().map(thing -> thing.text(key)).collect(toCollection(TreeSet::new));
    }
}
