package dev.sallyport.realm.cli;

import dev.sallyport.realm.check.RealmCheck;
import dev.sallyport.realm.files.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says all that is wrong with a realm's files, without a server. */
@Command(name = "validate", description = "Check the files without a server: exit code 0, or 1 if there are errors.")
final class ValidateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private FilesOption files = new FilesOption();

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "Say it for machines.")
    private boolean json;

    @Override
    public Integer call() {
        var findings = RealmCheck.findings(files.files().reading());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(machineReadable(findings));
        } else {
            new FindingsText(terminal.page(spec)).write(findings);
        }
        out.flush();
        return findings.stream().anyMatch(Finding::isError) ? RealmCommand.FAILED : 0;
    }

    private static String machineReadable(List<Finding> findings) {
        var list = JsonMapper.shared().createArrayNode();
        findings.forEach(finding -> list.addObject()
                .put("file", finding.place().file().toString())
                .put("line", finding.place().line())
                .put("column", finding.place().column())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("message", finding.message()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(list);
    }
}
