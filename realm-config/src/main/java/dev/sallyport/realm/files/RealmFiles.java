package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a realm is written in.
 *
 * @param paths files, or folders with files of the endings {@code .yaml}, {@code .yml} and {@code .json}
 * @param environment the layer that goes on top: the files in the folder {@code environments/<name>}
 * @param variables what <code>${env:NAME}</code> stands for
 */
public record RealmFiles(List<Path> paths, Optional<String> environment, Map<String, String> variables) {

    public RealmFiles {
        paths = List.copyOf(paths);
        variables = Map.copyOf(variables);
    }

    public RealmFiles(List<Path> paths, Optional<String> environment) {
        this(paths, environment, System.getenv());
    }

    /** The realm with all that the environment and other files say, for a realm that lives. */
    public DesiredRealm desired() throws InvalidFiles {
        return filled().realm();
    }

    /** The same, with what checks want to know. */
    public Reading filled() throws InvalidFiles {
        return compiled(Filling.Mode.NOW);
    }

    /** The realm for Keycloak's import, which takes what the environment says itself: as <code>${NAME}</code>. */
    public DesiredRealm importable() throws InvalidFiles {
        return compiled(Filling.Mode.AT_IMPORT).realm();
    }

    private Reading compiled(Filling.Mode mode) throws InvalidFiles {
        var findings = new ArrayList<Finding>();
        var written = written(mode, findings);
        if (mode == Filling.Mode.NOW) {
            Unmanaged.check(written, Finding.Severity.ERROR, findings);
        }
        var compilation = new Compilation(written, findings);
        var compiled = compilation.compiled();
        var name = written.text("realm").orElse("");
        if (name.isEmpty()) {
            findings.add(unnamed(written));
        }
        if (findings.stream().anyMatch(Finding::isError)) {
            throw new InvalidFiles(findings);
        }
        return new Reading(Json.realm(name, compiled), findings, compilation.grants(), compilation.claims());
    }

    /** All that can be said of them, whatever is wrong with them and wherever they are read. */
    public Reading reading() {
        var findings = new ArrayList<Finding>();
        var written = written(Filling.Mode.WHERE_KNOWN, findings);
        Unmanaged.check(written, Finding.Severity.WARNING, findings);
        var compilation = new Compilation(written, findings);
        var realm = Json.realm(written.text("realm").orElse(""), compilation.compiled());
        if (realm.realm().isEmpty()) {
            findings.add(unnamed(written));
        }
        return new Reading(realm, findings, compilation.grants(), compilation.claims());
    }

    private static Finding unnamed(Mapping written) {
        return Finding.error(new Place(written.place().file(), 1, 1), "no file says 'realm: NAME'");
    }

    /** All files together, as they are written but for what was left open. */
    Mapping written(Filling.Mode mode, List<Finding> findings) {
        var filling = new Filling(mode, variables, findings);
        var below = join(Layers.How.BESIDE, FoundFiles.below(paths, findings), filling, findings);
        var top = join(Layers.How.BESIDE, FoundFiles.onTop(paths, environment, findings), filling, findings);
        FoundFiles.unread(paths, environment, findings);
        if (below.isEmpty() && findings.stream().noneMatch(Finding::isError)) {
            findings.add(Finding.error(new Place(paths.getFirst(), 1, 1), "has no files of a realm"));
        }
        var nothing = Mapping.at(new Place(paths.getFirst(), 1, 1));
        return new Layers(Layers.How.ON_TOP, findings).join(below.orElse(nothing), top.orElse(nothing));
    }

    private static Optional<Mapping> join(Layers.How how, List<Path> files, Filling filling, List<Finding> findings) {
        var schema = RealmSchema.REALM.schema();
        return files.stream()
                .flatMap(file -> read(file, findings).stream())
                .flatMap(tree -> new Shape(schema, findings).fit(tree).stream())
                .peek(file -> Secrets.check(file, findings))
                .peek(file -> Identity.check(file, findings))
                .map(file -> file.without(Secrets.ALLOWED))
                .map(filling::in)
                .reduce(new Layers(how, findings)::join);
    }

    static Optional<Tree> read(Path file, List<Finding> findings) {
        try {
            return YamlReader.read(file, Files.readString(file), findings);
        } catch (MalformedInputException binary) {
            findings.add(Finding.error(new Place(file, 1, 1), "is not UTF-8"));
        } catch (IOException unreadable) {
            findings.add(
                    Finding.error(new Place(file, 1, 1), "cannot be read: there is no such file, or it is not ours"));
        }
        return Optional.empty();
    }
}
