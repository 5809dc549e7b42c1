package dev.sallyport.benchmark.keycloak;

import dev.sallyport.benchmark.keycloak.Measurement.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What rules cost a running Keycloak, compared with Keycloak's own mappers in the same run: for the same claims, and for
 * people with ever more roles and groups. The comparison is with a Keycloak that does not even have the extension.
 *
 * <p>Options: {@code --only=grants} or {@code --only=roles} for one of the two, {@code --short} to see only that it runs.
 */
public final class KeycloakBenchmark {

    private static final Path REPORT = Path.of(".sallyport/bench/keycloak.json");

    private KeycloakBenchmark() {}

    public static void main(String... options) throws IOException {
        var asked = Set.of(options);
        var results = run(asked, asked.contains("--short") ? Plan.SHORT : Plan.FULL);
        System.out.printf("%n%s%nAll of it: %s%n", new Report(results).table(), REPORT);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, new Report(results).json());
    }

    static List<Result> run(Set<String> options, Plan plan) throws IOException {
        try (var servers = Servers.start()) {
            var measurements = new ArrayList<Measurement>();
            if (!options.contains("--only=roles")) {
                measurements.addAll(grants(servers, plan));
            }
            if (!options.contains("--only=grants")) {
                measurements.addAll(roles(servers, plan));
            }
            return Measurement.run(measurements, plan);
        }
    }

    /** The same claims by different means. */
    private static List<Measurement> grants(Servers servers, Plan plan) {
        return Share.ALL.stream()
                .flatMap(share -> {
                    servers.checkSame(share);
                    return Stream.of(Grant.values())
                            .map(grant -> new Measurement(
                                    grant + ", " + share,
                                    servers.contenders(
                                            share.scopes() > 0, client -> client.forms(grant, share, plan))));
                })
                .toList();
    }

    /** The same rules for people with ever more roles and groups. */
    private static List<Measurement> roles(Servers servers, Plan plan) {
        var share = Share.ALL.getFirst();
        servers.populate(plan.holders());
        return plan.holders().stream()
                .map(holder -> roles(servers, holder, client -> client.refreshes(holder, share, plan)))
                .toList();
    }

    private static Measurement roles(
            Servers servers, Holder holder, Function<MeasuredClient, List<Map<String, String>>> forms) {
        return new Measurement(
                Grant.REFRESH + ", 20 scopes, " + holder, List.of(servers.mappers(forms), servers.rules(forms)));
    }
}
