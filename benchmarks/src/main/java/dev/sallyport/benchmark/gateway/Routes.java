package dev.sallyport.benchmark.gateway;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Routes with a path each, {@code /service-1} and so on, as lines of YAML. */
record Routes(int count, String filters) {

    private static final String HEAD = "spring.cloud.gateway.server.webflux.routes:\n";

    String lines() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        "    - {id: service-%1$d, uri: \"${UPSTREAM}\", predicates: [Path=/service-%1$d/**], filters: ["
                                ::formatted)
                .map(line -> line + filters + "]}")
                .collect(joining("\n"));
    }

    Path file(Path folder) {
        try {
            return Files.writeString(folder.resolve("routes.yml"), HEAD + lines() + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
