package dev.sallyport.system.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the programs that run our {@code docker-compose.yml}, and what it is given. */
record Compose(List<String> program, Map<String, String> environment) {

    private static final Path NO_VARIABLES = emptyFile();

    /** Compose v2 and docker-compose 1.29, as far as they are here. At least one is, or the tests fail. */
    static Stream<Compose> installed() {
        var found = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .map(program -> new Compose(program, Map.of()))
                .filter(compose -> compose.output("version").isSuccess())
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no Compose here; docker/ensure-compose.sh sees to one");
        }
        return found.stream();
    }

    Compose given(Map<String, String> variables) {
        return new Compose(program, variables);
    }

    /** What it writes; an {@link IllegalStateException} with that when it fails. */
    String run(String... arguments) {
        var output = output(arguments);
        if (!output.isSuccess()) {
            throw new IllegalStateException(this + " " + String.join(" ", arguments) + " failed:\n" + output.text());
        }
        return output.text();
    }

    /** What it writes, also when it fails. The developer's own {@code .env} is left out of it. */
    Output output(String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(List.of("--env-file", NO_VARIABLES.toString()));
        command.addAll(List.of(arguments));
        return Output.of(command, environment);
    }

    @Override
    public String toString() {
        return String.join(" ", program);
    }

    private static Path emptyFile() {
        try {
            var file = Files.createTempFile("no-variables", ".env");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    record Output(int status, String text) {

        static Output of(List<String> command, Map<String, String> environment) {
            var builder =
                    new ProcessBuilder(command).directory(repository().toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("SALLYPORT_"));
            builder.environment().putAll(environment);
            try {
                var process = builder.start();
                process.getOutputStream().close();
                var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Output(process.waitFor(), text);
            } catch (IOException absent) {
                return new Output(127, absent.toString());
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("Interrupted during " + command, interrupted);
            }
        }

        boolean isSuccess() {
            return status == 0;
        }
    }

    static Path repository() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("docker-compose.yml")))
                .findFirst()
                .orElseThrow();
    }
}
