package dev.sallyport.realm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the one JSON file that Keycloak imports. What the environment says stays open in it: Keycloak fills it in. What
 * files say is in it.
 */
@Command(name = "compile", description = "Write the JSON file that Keycloak's --import-realm reads.")
final class CompileCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "Where to write it; to the terminal, if left out.")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        var json = JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(files.files().importable().representation());
        if (output == null) {
            spec.commandLine().getOut().println(json);
        } else {
            Files.createDirectories(output.toAbsolutePath().getParent());
            createForUs(output);
            Files.writeString(output, json + "\n");
        }
        return 0;
    }

    /** For nobody else to read, since what files hold stands in it; one that is there keeps the rights it has. */
    private static void createForUs(Path file) throws IOException {
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
