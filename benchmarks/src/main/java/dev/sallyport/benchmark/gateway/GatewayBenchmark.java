package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Starts the gateway and its peers, loads each in turn for some rounds, and says what a request costs.
 *
 * <p>Options: {@code --short} proves that it runs, and measures nothing worth writing down; {@code --rounds=3},
 * {@code --seconds=6}, {@code --connections=32,128} and {@code --only=scg-plain,session-memory} as they say; {@code
 * --variants} adds gateways with options of the JVM ({@code -X…}) or of Spring ({@code --…}), or from an earlier jar: spaces
 * between the options, semicolons between the gateways. {@code --curves} takes the gateway alone, with more routes, larger
 * headers and larger tokens.
 */
final class GatewayBenchmark {

    private final Plan plan;
    private final Servers servers;

    private GatewayBenchmark(Plan plan, Servers servers) {
        this.plan = plan;
        this.servers = servers;
    }

    static void main(String[] arguments) throws IOException {
        var plan = Plan.of(List.of(arguments));
        var folder = Workspace.current().cache().resolve("bench");
        try (var servers = Servers.start(folder.resolve("run"))) {
            var results = new GatewayBenchmark(plan, servers).run();
            results.write(folder);
            System.out.println(results.table());
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private Results run() throws IOException {
        var all = new Entries(servers);
        var entries = plan.chosen(plan.curves() ? all.curves() : all.peers(plan.variants()));
        var runners = new ArrayList<Runner>();
        for (var entry : entries) {
            runners.add(Runner.ready(entry, servers));
            System.out.println("started " + entry.name());
        }
        for (var runner : runners) {
            runner.warmUp(plan);
            System.out.println("warm " + runner.name());
        }
        var results = new Results(entries);
        var order = new Random(1);
        for (var round = 1; round <= plan.rounds(); round++) {
            Collections.shuffle(runners, order);
            for (var runner : runners) {
                measure(runner, round, results);
            }
        }
        return results;
    }

    private void measure(Runner runner, int round, Results results) throws IOException {
        for (var connections : plan.connections()) {
            var measurement = runner.measure(round, connections, plan.seconds());
            results.add(measurement);
            System.out.println(measurement.line());
        }
    }
}
