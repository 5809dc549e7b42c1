package dev.sallyport.realm.cli;

import dev.sallyport.realm.check.RealmCheck;
import dev.sallyport.realm.files.DesiredRealm;
import dev.sallyport.realm.files.InvalidFiles;
import dev.sallyport.realm.files.RealmFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command is about. */
final class FilesOption {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of the realm, or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--env", paramLabel = "NAME", description = "The environment whose files go on top.")
    private @Nullable String environment;

    RealmFiles files() {
        return new RealmFiles(paths, Optional.ofNullable(environment));
    }

    /** The realm, with rules and scopes that validate has nothing against. */
    DesiredRealm desired() throws InvalidFiles {
        var filled = files().filled();
        RealmCheck.beforeApply(filled);
        return filled.realm();
    }
}
