package dev.sallyport.realm.cli;

import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.plan.Change;
import dev.sallyport.realm.plan.Plan;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What may not be deleted, whatever the files say. */
final class ProtectOption {

    @Option(
            names = "--protect",
            paramLabel = "NAME",
            description = "Stop if this would be deleted: as the plan names it, such as 'client gateway'; * stands for "
                    + "anything. May be said again.")
    private List<String> names = List.of();

    void check(Plan plan) {
        var patterns = names.stream().map(ProtectOption::pattern).toList();
        var protectedOnes = plan.changes().stream()
                .filter(change -> change.action() == Change.Action.DELETE)
                .map(change -> change.key().toString())
                .filter(name -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(name).matches()))
                .collect(Collectors.joining(", "));
        if (!protectedOnes.isEmpty()) {
            throw new Stopped("Protected, and so nothing was changed: " + protectedOnes);
        }
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Pattern.compile("\\*").splitAsStream(name).map(Pattern::quote).collect(Collectors.joining(".*"))
                        + (name.endsWith("*") ? ".*" : ""));
    }
}
