package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.text.OneLine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What all questions to one source share, as long as its settings do not change. A bulkhead: however slow the source, it
 * holds a bounded number of threads, and whoever asks goes on at the deadline.
 */
final class Line {

    static final int CALLS_AT_ONCE = 32;

    private static final Logger LOG = Logger.getLogger(Line.class);

    private final SourceSettings settings;
    private final SourceMetrics metrics;
    private final Executor workers;
    private final AccessTokens tokens;
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

    Line(SourceSettings settings, SourceMetrics metrics, Executor workers, AccessTokens tokens) {
        this.settings = settings;
        this.metrics = metrics;
        this.workers = workers;
        this.tokens = tokens;
        metrics.show(breaker);
    }

    SourceSettings settings() {
        return settings;
    }

    SourceMetrics metrics() {
        return metrics;
    }

    AccessTokens tokens() {
        return tokens;
    }

    Answer ask(Exchange exchange, Deadline deadline) throws Unanswered {
        var begun = breaker.now();
        try {
            var answer = inTime(exchange, deadline);
            note(Outcome.ANSWERED, begun);
            return answer;
        } catch (Unanswered nothing) {
            note(nothing.outcome(), begun);
            throw nothing;
        }
    }

    private Answer inTime(Exchange exchange, Deadline deadline) throws Unanswered {
        if (!breaker.letsThrough()) {
            throw new Unanswered(Outcome.PAUSED);
        }
        var answer = new FutureTask<>(() -> released(exchange, deadline));
        begin(answer, deadline);
        try {
            return answer.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Unanswered nothing ? nothing : new Unanswered(Outcome.UNREACHABLE);
        } catch (TimeoutException late) {
            throw new Unanswered(Outcome.DEADLINE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered(Outcome.DEADLINE);
        } finally {
            exchange.cutOff();
        }
    }

    private void begin(FutureTask<Answer> answer, Deadline deadline) throws Unanswered {
        try {
            if (!calls.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new Unanswered(Outcome.BUSY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered(Outcome.BUSY);
        }
        try {
            workers.execute(answer);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) { // the second: the system has no thread left
            calls.release();
            throw new Unanswered(Outcome.BUSY);
        }
    }

    private Answer released(Exchange exchange, Deadline deadline) throws Unanswered {
        try {
            return exchange.answer(deadline);
        } finally {
            calls.release();
        }
    }

    private void note(Outcome outcome, long begun) {
        metrics.called(outcome, breaker.now() - begun);
        if (outcome.isOutage() && breaker.failed(begun)) {
            LOG.warnf(
                    "source paused: realm=%s source=%s outcome=%s",
                    OneLine.of(metrics.realm()), metrics.source(), outcome.tag());
        }
        if (outcome.isReply() && breaker.succeeded()) {
            LOG.infof("source answers again: realm=%s source=%s", OneLine.of(metrics.realm()), metrics.source());
        }
    }
}
