package dev.sallyport.realm.check;

import dev.sallyport.realm.files.Finding;
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
            RedirectCheck::findings,
            LengthCheck::findings,
            TokenSizeCheck::findings);

    private RealmCheck() {}

    public static List<Finding> findings(Reading reading) {
        var checked = new Checked(reading);
        return Stream.concat(
                        reading.findings().stream(), CHECKS.stream().flatMap(check -> check.apply(checked).stream()))
                .distinct()
                .sorted()
                .toList();
    }
}
