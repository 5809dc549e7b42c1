package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Item;
import dev.sallyport.realm.plan.Items;
import dev.sallyport.realm.plan.Key;
import dev.sallyport.realm.plan.Kind;
import dev.sallyport.realm.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What may not be deleted, whatever the files say. */
final class ProtectOption {

    @Option(
            names = "--protect",
            paramLabel = "NAME",
            description =
                    "Stop if this would be deleted, by itself or with what it is a part of: as the plan names it, such "
                            + "as 'client gateway'; * stands for anything. Something must have that name. May be said "
                            + "again.")
    private List<String> names = List.of();

    /** @param live what there is: with a whole go its parts, which the plan does not name */
    void check(Plan plan, Items live) {
        var patterns = names.stream().map(ProtectOption::pattern).toList();
        checkNames(plan, live);
        var deleted = plan.changes().stream()
                .filter(change -> change.action() == Change.Action.DELETE)
                .map(Change::key)
                .collect(Collectors.toSet());
        var protectedOnes = live.all().stream()
                .map(Item::key)
                .filter(key -> goes(key, deleted))
                .map(Key::toString)
                .filter(name -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(name).matches()))
                .collect(Collectors.joining(", "));
        if (!protectedOnes.isEmpty()) {
            throw new Stopped("Protected, and so nothing was changed: " + protectedOnes);
        }
    }

    /** A slip in a name would protect nothing. Of users only those are known that the files name. */
    private void checkNames(Plan plan, Items live) {
        var known = Stream.concat(
                        live.all().stream().map(Item::key),
                        plan.changes().stream().map(Change::key))
                .map(Key::toString)
                .toList();
        var nobody = names.stream()
                .filter(name -> !name.startsWith(Kind.USER.words() + " "))
                .filter(name -> known.stream().noneMatch(pattern(name).asMatchPredicate()))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        if (!nobody.isEmpty()) {
            throw new Stopped("Neither the realm nor the plan has anything called " + nobody
                    + ", and so nothing was changed: --protect takes names as the plan writes them, such as 'client"
                    + " gateway'");
        }
    }

    private static boolean goes(Key key, Set<Key> deleted) {
        return Stream.iterate(Optional.of(key), Optional::isPresent, one -> one.flatMap(Key::parent))
                .flatMap(Optional::stream)
                .anyMatch(deleted::contains);
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Pattern.compile("\\*").splitAsStream(name).map(Pattern::quote).collect(Collectors.joining(".*"))
                        + (name.endsWith("*") ? ".*" : ""));
    }
}
