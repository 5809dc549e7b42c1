package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All turns of a run, and their medians. */
final class Results {

    private final List<Entry> entries;
    private final List<Measurement> measurements = new ArrayList<>();

    Results(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * The medians of one entry with one number of connections.
     *
     * @param ratio of CPU time to that of {@link Entries#FLOOR} in the same round
     */
    record Row(
            String name,
            String title,
            int connections,
            double cpuMicros,
            double ratio,
            double redisMicros,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double residentMegabytes,
            double startSeconds,
            long errors) {

        String line() {
            return "| %s | %.0f%s | %.2f | %.0f | %.2f | %.1f | %.0f | %.1f | %d |"
                    .formatted(
                            title,
                            cpuMicros,
                            redisMicros < 0.5 ? "" : " + %.0f".formatted(redisMicros),
                            ratio,
                            perSecond,
                            p50Millis,
                            p99Millis,
                            residentMegabytes,
                            startSeconds,
                            errors);
        }
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /** Markdown, the cheapest first. */
    String table() {
        return connections().stream().map(this::table).collect(Collectors.joining("\n"));
    }

    /** The medians and every turn as JSON, the table, and a chart. */
    void write(Path folder) throws IOException {
        var all = new Written(rows(), measurements);
        Files.writeString(
                folder.resolve("gateway.json"),
                Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        Files.writeString(folder.resolve("gateway.md"), table());
        Files.writeString(
                folder.resolve("gateway.svg"), Chart.of(rows(connections().getFirst())));
    }

    private record Written(List<Row> medians, List<Measurement> turns) {}

    private List<Integer> connections() {
        return measurements.stream()
                .map(Measurement::connections)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Row> rows() {
        return connections().stream()
                .flatMap(connections -> rows(connections).stream())
                .toList();
    }

    private List<Row> rows(int connections) {
        return entries.stream()
                .map(entry -> row(entry, connections))
                .sorted(Comparator.comparingDouble(Row::cpuMicros))
                .toList();
    }

    private String table(int connections) {
        var head = """

                | %d connections | CPU µs/request (+ Redis) | × plain SCG | requests/s | p50 ms | p99 ms | MB | start s | errors |
                |---|---|---|---|---|---|---|---|---|
                """.formatted(connections);
        return rows(connections).stream().map(Row::line).collect(Collectors.joining("\n", head, "\n"));
    }

    private Row row(Entry entry, int connections) {
        var turns = turns(entry.name(), connections);
        return new Row(
                entry.name(),
                entry.title(),
                connections,
                median(turns, Measurement::cpuMicros),
                median(turns, this::ratio),
                median(turns, Measurement::redisMicros),
                median(turns, Measurement::perSecond),
                median(turns, turn -> turn.load().p50() / 1e3),
                median(turns, turn -> turn.load().p99() / 1e3),
                median(turns, turn -> turn.residentBytes() / 1e6),
                median(turns, turn -> turn.start().toMillis() / 1e3),
                turns.stream().mapToLong(Measurement::errors).sum());
    }

    private double ratio(Measurement turn) {
        return turns(Entries.FLOOR, turn.connections()).stream()
                .filter(floor -> floor.round() == turn.round())
                .mapToDouble(floor -> turn.cpuMicros() / floor.cpuMicros())
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<Measurement> turns(String name, int connections) {
        return measurements.stream()
                .filter(turn -> turn.name().equals(name) && turn.connections() == connections)
                .toList();
    }

    private static double median(List<Measurement> turns, ToDoubleFunction<Measurement> value) {
        var sorted = turns.stream().mapToDouble(value).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
