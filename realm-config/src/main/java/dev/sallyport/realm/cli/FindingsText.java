package dev.sallyport.realm.cli;

import dev.sallyport.keycloak.text.OneLine;
import dev.sallyport.realm.files.Finding;
import java.util.List;

/** Findings for people: where, what, and how many. */
final class FindingsText {

    private static final String INDENT = "    ";

    private final Page page;

    FindingsText(Page page) {
        this.page = page;
    }

    void write(List<Finding> findings) {
        findings.forEach(this::write);
        var errors = findings.stream().filter(Finding::isError).count();
        var warnings = findings.size() - errors;
        if (findings.isEmpty()) {
            page.line(page.style().green("Nothing is wrong with these files."));
        } else {
            page.line(count(errors, "error") + ", " + count(warnings, "warning"));
        }
    }

    private void write(Finding finding) {
        var severity =
                finding.isError() ? page.style().red("error") : page.style().yellow("warning");
        var place = OneLine.whole(finding.place().toString());
        page.line(page.style().bold(place) + " " + severity);
        finding.message()
                .lines()
                .map(OneLine::whole)
                .forEach(line -> page.line(
                        line.startsWith("|") ? page.style().faint(INDENT + line) : Page.wrapped(INDENT, line)));
        page.line("");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
