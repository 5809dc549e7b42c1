package dev.sallyport.benchmark.keycloak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Contenders that are compared with the first of them: all are measured in turns, in one run. */
record Measurement(String name, List<Contender> contenders) {

    /** What a contender costs, each the median of its turns, and how its processor time compares with the first's. */
    record Result(
            String measurement,
            String contender,
            double cpuMicroseconds,
            double least,
            double most,
            double ratio,
            double p50Milliseconds,
            double p99Milliseconds) {}

    /** Interleaved in short turns, so that what happens to the machine meanwhile happens to all that are compared. */
    static List<Result> run(List<Measurement> measurements, Plan plan) {
        var turns = new LinkedHashMap<Contender, List<Turn>>();
        try (var load = new Load()) {
            contenders(measurements).forEach(contender -> load.on(contender, plan.warmUp()));
            for (var round = 0; round < plan.rounds(); round++) {
                var random = new Random(round);
                contenders(shuffled(measurements, random).stream()
                                .map(measurement -> measurement.shuffled(random))
                                .toList())
                        .forEach(contender -> turns.computeIfAbsent(contender, first -> new ArrayList<>())
                                .add(load.on(contender, plan.turn())));
            }
        }
        return measurements.stream()
                .flatMap(measurement -> measurement.results(turns).stream())
                .toList();
    }

    private static Stream<Contender> contenders(List<Measurement> measurements) {
        return measurements.stream().flatMap(measurement -> measurement.contenders().stream());
    }

    private Measurement shuffled(Random random) {
        return new Measurement(name, shuffled(contenders, random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private List<Result> results(Map<Contender, List<Turn>> turns) {
        var first = turns.getOrDefault(contenders.getFirst(), List.of());
        return contenders.stream()
                .map(contender -> result(contender.name(), turns.getOrDefault(contender, List.of()), first))
                .toList();
    }

    /** The ratio is of two turns of one round each. */
    private Result result(String contender, List<Turn> turns, List<Turn> first) {
        var ratios = IntStream.range(0, turns.size())
                .mapToDouble(round -> turns.get(round).microsecondsOfCpuPerToken()
                        / first.get(round).microsecondsOfCpuPerToken());
        var cpu = sorted(turns, Turn::microsecondsOfCpuPerToken);
        return new Result(
                name,
                contender,
                median(cpu),
                cpu[0],
                cpu[cpu.length - 1],
                median(ratios.sorted().toArray()),
                median(sorted(turns, turn -> turn.milliseconds(50))),
                median(sorted(turns, turn -> turn.milliseconds(99))));
    }

    private static double[] sorted(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
