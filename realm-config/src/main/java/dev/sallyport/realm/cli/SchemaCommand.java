package dev.sallyport.realm.cli;

import dev.sallyport.realm.files.RealmSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the JSON Schema for editors. */
@Command(name = "schema", description = "Write the JSON Schema of the files, for editors.")
final class SchemaCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--of", paramLabel = "KIND", description = "REALM, or TEST for files with assertions.")
    private RealmSchema kind = RealmSchema.REALM;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(kind.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
