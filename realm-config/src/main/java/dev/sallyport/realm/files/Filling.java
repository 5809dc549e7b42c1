package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Entry;
import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import dev.sallyport.realm.files.Tree.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts in what files leave open: <code>${env:NAME}</code>, <code>${env:NAME:default}</code>, <code>${file:path}</code>.
 * <code>${vault.name}</code> and Keycloak's own <code>${message}</code> pass.
 */
final class Filling {

    /** What becomes of what the environment says. */
    enum Mode {
        /** It is put in, and an error where there is none. */
        NOW,
        /** Keycloak puts it in when it imports the file; so no secret is written into one. */
        AT_IMPORT,
        /** It is put in where there is one. */
        WHERE_KNOWN
    }

    private static final Pattern OPEN = Pattern.compile("\\$\\{(env|file):([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::(.*))?");
    /** What looks like a variable for Keycloak's import, which nothing but the import fills in. */
    private static final Pattern KEYCLOAKS = Pattern.compile("\\$\\{(env\\.)?([A-Z][A-Z0-9_]+)(:[^}]*)?}");

    private static final long MAX_FILE = 65_536;

    private final Mode mode;
    private final Map<String, String> environment;
    private final List<Finding> findings;

    Filling(Mode mode, Map<String, String> environment, List<Finding> findings) {
        this.mode = mode;
        this.environment = environment;
        this.findings = findings;
    }

    Mapping in(Mapping mapping) {
        return in(mapping, AsWritten.inFile());
    }

    private Tree in(Tree tree, AsWritten asWritten) {
        return switch (tree) {
            case Mapping mapping -> in(mapping, asWritten);
            case Sequence list ->
                Sequence.of(
                        list.place(),
                        list.items().stream()
                                .map(item -> in(item, asWritten.in(item)))
                                .toList());
            case Scalar scalar when !scalar.text().contains("${") -> scalar;
            case Scalar scalar
            when asWritten.all() && OPEN.matcher(scalar.text()).find() -> refused(scalar);
            case Scalar scalar -> in(scalar);
        };
    }

    private Mapping in(Mapping mapping, AsWritten asWritten) {
        var filled = new LinkedHashMap<String, Entry>();
        mapping.entries()
                .forEach((key, entry) ->
                        filled.put(key, new Entry(entry.place(), in(entry.value(), asWritten.below(key)))));
        return new Mapping(mapping.place(), filled);
    }

    /** Names and short forms are shown in plans and messages, and what was filled in is not. */
    private Scalar refused(Scalar scalar) {
        findings.add(Finding.error(
                scalar.place(),
                "'" + scalar.text() + "': names, rules and short forms stand in the files as they are; what differs"
                        + " between environments goes into environments/NAME"));
        return scalar;
    }

    private Scalar in(Scalar scalar) {
        var keycloaks = KEYCLOAKS.matcher(scalar.text());
        if (keycloaks.find()) {
            findings.add(Finding.error(
                    scalar.place(),
                    keycloaks.group() + " is known to Keycloak's import alone; write ${env:" + keycloaks.group(2)
                            + "}"));
        }
        var open = OPEN.matcher(scalar.text());
        if (!open.find()) {
            return scalar;
        }
        var text = open.reset()
                .replaceAll(found -> Matcher.quoteReplacement(value(scalar, found.group(1), found.group(2))));
        return scalar.filledInWith(text);
    }

    private String value(Scalar scalar, String kind, String name) {
        return kind.equals("env") ? variable(scalar, name) : file(scalar, name);
    }

    private String variable(Scalar scalar, String written) {
        var name = VARIABLE.matcher(written);
        if (!name.matches()) {
            return problem(scalar, "${env:" + written + "}: '" + written + "' is no name of a variable");
        }
        if (mode == Mode.AT_IMPORT) {
            return "${" + written + "}";
        }
        return Optional.ofNullable(environment.get(name.group(1)))
                .or(() -> Optional.ofNullable(name.group(2)))
                .orElseGet(() -> missing(scalar, written));
    }

    private String missing(Scalar scalar, String name) {
        return mode == Mode.WHERE_KNOWN
                ? "${env:" + name + "}"
                : problem(scalar, "the environment variable " + name + " is not set");
    }

    private String file(Scalar scalar, String name) {
        var folder = scalar.place().file().toAbsolutePath().getParent();
        var path = folder == null ? null : folder.resolve(name);
        var text = read(path);
        return text.orElseGet(() -> mode == Mode.WHERE_KNOWN
                ? "${file:" + name + "}"
                : problem(scalar, "the file " + name + " cannot be read, or has more than " + MAX_FILE + " bytes"));
    }

    private static Optional<String> read(java.nio.file.@Nullable Path path) {
        try {
            return path != null && Files.isRegularFile(path) && Files.size(path) <= MAX_FILE
                    ? Optional.of(Files.readString(path).replaceFirst("\\R\\z", ""))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private String problem(Scalar scalar, String message) {
        findings.add(Finding.error(scalar.place(), message));
        return "";
    }
}
