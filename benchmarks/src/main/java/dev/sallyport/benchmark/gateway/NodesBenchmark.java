package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.StartFailed;
import dev.sallyport.testkit.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * What a request costs one, two and three gateways together, on one Redis with the same sessions. Options: {@code
 * --rounds=4}, {@code --seconds=5} for each turn, {@code --warm-up=20} seconds for each gateway.
 */
final class NodesBenchmark {

    private static final int NODES = 3;
    private static final int CONNECTIONS = 48;
    private static final int SESSIONS = 300;

    private final Servers servers;
    private final List<Servers.Running> nodes;
    private final Path headers;

    private NodesBenchmark(Servers servers) throws IOException {
        this.servers = servers;
        this.nodes = IntStream.rangeClosed(1, NODES)
                .mapToObj(number -> servers.gateway("node-" + number, servers.inRedis()))
                .toList();
        this.headers = People.of(servers, SESSIONS).headers(nodes.getFirst(), SESSIONS, 32);
    }

    static void main(String[] arguments) throws IOException {
        var options = new Options(List.of(arguments));
        var folder = Workspace.current().cache().resolve("bench/run");
        try (var servers = Servers.start(folder)) {
            new NodesBenchmark(servers)
                    .run(options.number("rounds", 4), options.number("seconds", 5), options.number("warm-up", 20));
        } catch (StartFailed failure) {
            System.err.println(failure.reason());
            System.exit(1);
        }
    }

    private void run(int rounds, int seconds, int warmUp) throws IOException {
        for (var node : nodes) {
            load(node, CONNECTIONS, warmUp);
        }
        var micros = new TreeMap<Integer, List<Double>>();
        var order = new ArrayList<>(List.of(1, 2, 3));
        for (var round = 1; round <= rounds; round++) {
            Collections.shuffle(order, new Random(round));
            for (var count : order) {
                micros.computeIfAbsent(count, first -> new ArrayList<>()).add(turn(count, seconds));
            }
        }
        micros.forEach((count, turns) -> System.out.printf(
                "%d nodes: %.1f us CPU a request, %.2f of one node's%n", count, median(turns), ratio(turns, micros)));
    }

    private double turn(int count, int seconds) {
        var loaded = nodes.subList(0, count);
        var spent = Spent.by(loaded.toArray(Servers.Running[]::new));
        var loads = AtOnce.all(loaded.stream()
                .<Callable<Wrk.Load>>map(node -> () -> load(node, CONNECTIONS / count, seconds))
                .toList());
        var requests = loads.stream().mapToLong(Wrk.Load::requests).sum();
        var micros = (double) spent.micros() / requests;
        System.out.printf(
                "%d nodes: %.0f requests/s, %.1f us CPU each, p99 %.1f ms, %d errors%n",
                count,
                loads.stream()
                        .mapToDouble(load -> load.requests() * 1e6 / load.micros())
                        .sum(),
                micros,
                loads.stream().mapToDouble(Wrk.Load::p99).max().orElse(0) / 1e3,
                loads.stream().mapToLong(load -> load.refused() + load.failed()).sum());
        return micros;
    }

    private Wrk.Load load(Servers.Running node, int connections, int seconds) throws IOException {
        return Wrk.run(servers.folder(), node.url() + "/items", headers, connections, seconds);
    }

    /** Of two turns of one round each. */
    private static double ratio(List<Double> turns, Map<Integer, List<Double>> all) {
        var single = all.getOrDefault(1, List.of());
        return median(IntStream.range(0, turns.size())
                .mapToObj(round -> turns.get(round) / single.get(round))
                .toList());
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(value -> value).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
