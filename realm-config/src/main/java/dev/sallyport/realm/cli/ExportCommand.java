package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.apply.Stopped;
import dev.sallyport.realm.export.Export;
import dev.sallyport.realm.live.RealmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a realm as files. */
@Command(name = "export", description = "Write a realm as files that plan finds nothing to do for.")
final class ExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "REALM", description = "The realm.")
    private String realm = "";

    @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "Where to; nothing is overwritten.")
    private Path folder = Path.of(".");

    @Mixin
    private KeycloakOption keycloak = new KeycloakOption();

    @Override
    public Integer call() throws IOException {
        var representation = new RealmReader(keycloak.api(), realm, Set.of())
                .representation()
                .orElseThrow(() -> new Stopped("There is no realm " + realm));
        var export = Export.of(representation);
        Files.createDirectories(folder);
        for (var file : export.files().keySet()) {
            if (Files.exists(folder.resolve(file))) {
                throw new Stopped(folder.resolve(file) + " is there already");
            }
        }
        var lines = new ArrayList<String>();
        for (var file : export.files().entrySet()) {
            lines.add(Files.writeString(folder.resolve(file.getKey()), file.getValue())
                    .toString());
        }
        if (!export.variables().isEmpty()) {
            lines.add("Secrets come from the environment. Set before plan and apply:");
            export.variables().forEach(name -> lines.add("  " + name));
        }
        if (!export.left().isEmpty()) {
            lines.add("Not in the files, since plan and apply do not manage it:");
            export.left().forEach(what -> lines.add("  " + OneLine.of(what)));
        }
        Terminal.print(spec, lines);
        return 0;
    }
}
