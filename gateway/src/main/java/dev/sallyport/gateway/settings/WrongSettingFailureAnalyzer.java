package dev.sallyport.gateway.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator what stopped the start, and how to mend it, without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSetting> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongSetting cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
