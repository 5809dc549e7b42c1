package dev.sallyport.benchmark.keycloak;

import dev.sallyport.benchmark.keycloak.Measurement.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What rules cost a running Keycloak, compared with Keycloak's own mappers in the same run: for the same claims, and for
 * people with ever more roles and groups. The comparison is with a Keycloak that does not even have the extension.
 *
 * <p>Options: {@code --only=} with the beginning of a measurement's name, such as {@code --only="refresh, 20 scopes"},
 * {@code --only=grants} or {@code --only=roles} for one of the two kinds, {@code --rounds=} how often each has its turn,
 * {@code --warm-up=} seconds for each before that, {@code --short} to see only that it runs.
 */
public final class KeycloakBenchmark {

    private static final Path REPORT = Path.of(".sallyport/bench/keycloak.json");

    private KeycloakBenchmark() {}

    public static void main(String... options) throws IOException {
        var results = run(option(options, "--only=").orElse(""), plan(options));
        System.out.printf("%n%s%nAll of it: %s%n", new Report(results).table(), REPORT);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, new Report(results).json());
    }

    private static Plan plan(String... options) {
        var plan = List.of(options).contains("--short") ? Plan.SHORT : Plan.FULL;
        var rounds = option(options, "--rounds=").map(Integer::parseInt).orElse(plan.rounds());
        var warmUp = option(options, "--warm-up=").map(Long::parseLong).map(Duration::ofSeconds);
        return plan.withRounds(rounds).withWarmUp(warmUp.orElse(plan.warmUp()));
    }

    private static Optional<String> option(String[] options, String name) {
        return Stream.of(options)
                .filter(option -> option.startsWith(name))
                .map(option -> option.substring(name.length()))
                .findFirst();
    }

    private static List<Result> run(String only, Plan plan) throws IOException {
        try (var servers = Servers.start()) {
            var measurements = new ArrayList<Measurement>();
            if (!only.equals("roles")) {
                measurements.addAll(grants(servers, plan, only.equals("grants") ? "" : only));
            }
            if (only.isEmpty() || only.equals("roles")) {
                measurements.addAll(roles(servers, plan));
            }
            return Measurement.run(measurements, plan);
        }
    }

    /** The same claims by different means. */
    private static List<Measurement> grants(Servers servers, Plan plan, String only) {
        Share.ALL.forEach(servers::checkSame);
        return Stream.of(Grant.values())
                .flatMap(grant -> Share.ALL.stream()
                        .filter(share -> name(grant, share).startsWith(only))
                        .map(share -> grants(servers, grant, share, plan)))
                .toList();
    }

    private static Measurement grants(Servers servers, Grant grant, Share share, Plan plan) {
        var contenders = servers.contenders(share.scopes() > 0, client -> client.forms(grant, share, plan));
        return new Measurement(name(grant, share), contenders);
    }

    private static String name(Grant grant, Share share) {
        return grant + ", " + share;
    }

    /** The same rules for people with ever more roles and groups; who decides about scopes has to look at them. */
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
                Grant.REFRESH + ", 20 scopes, " + holder,
                List.of(servers.roles(forms), servers.mappers(forms), servers.rules(forms)));
    }
}
