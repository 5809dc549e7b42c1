package dev.sallyport.realm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Writes the one JSON file that Keycloak imports. */
@Command(name = "compile", description = "Write the JSON file that Keycloak's --import-realm reads.")
final class CompileCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Override
    public Integer call() throws Exception {
        var json = JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(files.desired().representation());
        spec.commandLine().getOut().println(json);
        return 0;
    }
}
