package dev.sallyport.benchmark.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much is measured.
 *
 * @param rounds how often each takes its turn
 * @param seconds how long a turn is, with each number of connections
 * @param warmUp how many requests come before, so that what is measured was compiled
 * @param only the names of those that take part; all if there are none
 * @param variants options of the JVM and of Spring for one more gateway each, to see what they give
 * @param curves whether the gateway is compared with itself, as routes, headers and tokens grow
 */
record Plan(
        int rounds,
        int seconds,
        List<Integer> connections,
        int warmUp,
        List<String> only,
        List<String> variants,
        boolean curves) {

    private static final List<String> FLAGS = List.of("--short", "--curves");

    private static final Map<String, String> FULL = Map.of(
            "rounds", "3", "seconds", "4", "connections", "32,128", "warm-up", "80000", "only", "", "variants", "");
    private static final Map<String, String> SHORT = Map.of(
            "rounds",
            "1",
            "seconds",
            "1",
            "connections",
            "8",
            "warm-up",
            "200",
            "only",
            "scg-plain,session-memory,bearer");

    static Plan of(List<String> arguments) {
        var options = new HashMap<>(arguments.contains("--short") ? SHORT : FULL);
        arguments.stream().filter(argument -> !FLAGS.contains(argument)).forEach(argument -> {
            var option = argument.replaceFirst("^--", "").split("=", 2);
            if (option.length < 2 || options.replace(option[0], option[1]) == null) {
                throw new IllegalArgumentException("There is no option " + argument);
            }
        });
        return new Plan(
                number(options, "rounds"),
                number(options, "seconds"),
                words(options, "connections").map(Integer::valueOf).toList(),
                number(options, "warm-up"),
                words(options, "only").toList(),
                Stream.of(options.getOrDefault("variants", "").split(";", -1))
                        .filter(variant -> !variant.isBlank())
                        .toList(),
                arguments.contains("--curves"));
    }

    List<Entry> chosen(List<Entry> all) {
        return all.stream()
                .filter(entry -> only.isEmpty() || only.contains(entry.name()))
                .toList();
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(options.getOrDefault(name, ""));
    }

    private static Stream<String> words(Map<String, String> options, String name) {
        return Stream.of(options.getOrDefault(name, "").split(",", -1)).filter(word -> !word.isBlank());
    }
}
