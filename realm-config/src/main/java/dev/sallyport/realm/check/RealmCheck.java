package dev.sallyport.realm.check;

import dev.sallyport.realm.files.Finding;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.files.Reading;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that can be said against a realm without asking a server, in the order of the files. */
public final class RealmCheck {

    private static final List<Function<Checked, List<Finding>>> CHECKS = List.of(
            GrantCheck::findings,
            ClaimCheck::findings,
            ScopeCheck::findings,
            ReferenceCheck::findings,
            FlowCheck::findings,
            RedirectCheck::findings,
            LengthCheck::findings,
            TokenSizeCheck::findings);

    /** What must be right before anything is applied: by these people get access. */
    private static final List<Function<Checked, List<Finding>>> ACCESS =
            List.of(GrantCheck::findings, ClaimCheck::findings, ScopeCheck::findings);

    private RealmCheck() {}

    /**
     * Refuses rules, and assignments of scopes, that validate calls wrong.
     *
     * @throws InvalidFiles with all of them
     */
    public static void beforeApply(Reading reading) throws InvalidFiles {
        var checked = new Checked(reading);
        var errors = ACCESS.stream()
                .flatMap(check -> check.apply(checked).stream())
                .filter(Finding::isError)
                .distinct()
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidFiles(errors);
        }
    }

    public static List<Finding> findings(Reading reading) {
        var checked = new Checked(reading);
        return Stream.concat(
                        reading.findings().stream(), CHECKS.stream().flatMap(check -> check.apply(checked).stream()))
                .distinct()
                .sorted()
                .toList();
    }
}
