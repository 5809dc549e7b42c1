package dev.sallyport.realm.files;

import java.util.List;
import java.util.stream.Collectors;

/** Files that make no realm: all that is wrong with them at once, in the order of the files. */
public final class InvalidFiles extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public InvalidFiles(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = findings.stream().sorted().toList();
    }

    public List<Finding> findings() {
        return findings;
    }
}
