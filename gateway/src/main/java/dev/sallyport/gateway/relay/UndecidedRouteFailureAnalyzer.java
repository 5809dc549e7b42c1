package dev.sallyport.gateway.relay;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the operator which route stopped the start, and how to mend it. */
final class UndecidedRouteFailureAnalyzer extends AbstractFailureAnalyzer<UndecidedRoute> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndecidedRoute cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
