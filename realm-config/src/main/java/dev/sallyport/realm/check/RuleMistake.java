package dev.sallyport.realm.check;

import dev.sallyport.keycloak.rule.InvalidRule;
import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.Place;
import dev.sallyport.realm.files.WrittenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the compiler says of a rule, at its place in the file. */
final class RuleMistake {

    private RuleMistake() {}

    /**
     * A finding for each mistake that the compiler names with a place, else one for all.
     *
     * @param written the rule in the file; absent, where it stands in a table of Keycloak's
     */
    static List<Finding> findings(String name, InvalidRule invalid, @Nullable WrittenRule written, Place table) {
        var message = Objects.requireNonNullElse(invalid.getMessage(), "");
        var mistake = Pattern.compile("(?m)^(?:ERROR: )?" + Pattern.quote(name) + ":(\\d+):(\\d+): (.*)$")
                .matcher(message);
        var findings = new ArrayList<Finding>();
        while (written != null && mistake.find()) {
            var line = Integer.parseInt(mistake.group(1));
            var column = Integer.parseInt(mistake.group(2));
            findings.add(Finding.error(
                    written.placeOf(line, column),
                    name + ": " + mistake.group(3) + "\n" + written.excerpt(line, column)));
        }
        return findings.isEmpty()
                ? List.of(Finding.error(written == null ? table : written.place(), message.strip()))
                : List.copyOf(findings);
    }
}
