package dev.sallyport.realm.assertion;

import java.time.Duration;
import java.util.List;

/**
 * What came of an assertion.
 *
 * @param failures what is otherwise than asserted, and why; empty where it holds
 */
public record Verdict(Assertion assertion, List<String> failures, Duration took) {

    public Verdict {
        failures = List.copyOf(failures);
    }

    public boolean holds() {
        return failures.isEmpty();
    }
}
