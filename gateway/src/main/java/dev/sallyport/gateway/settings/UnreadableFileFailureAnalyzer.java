package dev.sallyport.gateway.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Tells the operator where a configuration file is no YAML; not what stands there, which may be a secret. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableFileFailureAnalyzer extends AbstractFailureAnalyzer<YAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, YAMLException cause) {
        return new FailureAnalysis(
                "A configuration file is no YAML" + where(cause) + ".",
                "Mend that line or the one before it: the indentation, a colon without a space behind it, a quote that"
                        + " is not closed.",
                cause);
    }

    private static String where(YAMLException cause) {
        if (!(cause instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return "";
        }
        var mark = marked.getProblemMark();
        return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + marked.getProblem();
    }
}
