package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.assertion.Assertion;
import dev.sallyport.realm.assertion.JUnitXml;
import dev.sallyport.realm.assertion.Trial;
import dev.sallyport.realm.assertion.Verdict;
import dev.sallyport.realm.files.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the assertions beside the files against a realm that lives. */
@Command(
        name = "test",
        description = "Hold the assertions in *.test.yaml against a live realm: exit code 0, or 1 if one fails.")
final class TestCommand implements Callable<Integer> {

    private static final String INDENT = "    ";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Mixin
    private KeycloakOption keycloak = new KeycloakOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--junit", paramLabel = "PATH", description = "Write what came of it as JUnit XML too.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws Exception {
        if (junit != null) {
            Files.createDirectories(junit.toAbsolutePath().getParent());
        }
        var realm = files.files().reading().realm().realm();
        var trial = new Trial(keycloak.api(), realm);
        var assertions =
                TestFiles.beside(files.files()).stream().map(Assertion::of).toList();
        var page = terminal.page(spec);
        var verdicts = assertions.stream()
                .map(trial::of)
                .peek(verdict -> write(page, verdict))
                .toList();
        var failed = verdicts.stream().filter(verdict -> !verdict.holds()).count();
        var held = verdicts.size() - failed;
        page.line(held + (held == 1 ? " holds, " : " hold, ") + failed + (failed == 1 ? " fails" : " fail"));
        if (junit != null) {
            Files.writeString(junit, JUnitXml.of(realm, verdicts));
        }
        return failed == 0 && !verdicts.isEmpty() ? 0 : RealmCommand.FAILED;
    }

    private static void write(Page page, Verdict verdict) {
        var name = OneLine.whole(verdict.assertion().name());
        if (verdict.holds()) {
            page.line(page.style().green("holds") + " " + name);
            return;
        }
        page.line(page.style().red("fails") + " " + page.style().bold(name));
        page.line(INDENT
                + page.style().faint(OneLine.whole(verdict.assertion().place().toString())));
        verdict.failures().stream()
                .flatMap(String::lines)
                .map(OneLine::whole)
                .forEach(line -> page.line(line.startsWith("|") ? INDENT + line : Page.wrapped(INDENT, line)));
    }
}
