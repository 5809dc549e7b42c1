package dev.sallyport.gateway.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the issuer could not be told at a logout, to be told when it answers again: in memory, the newest thousand, for an
 * hour. A logout is over here whatever becomes of it.
 */
@Component
final class UnfinishedLogouts {

    private static final Logger log = LoggerFactory.getLogger(UnfinishedLogouts.class);
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 16;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LinkedBlockingDeque<Unfinished> waiting = new LinkedBlockingDeque<>(MOST);
    private final Clock clock = Clock.systemUTC();

    private record Unfinished(Supplier<Mono<Void>> request, Instant begun) {

        @Override
        public String toString() {
            return "Unfinished[begun=" + begun + "]";
        }
    }

    /** Keeps a request that failed, in the place of the oldest if there are too many. */
    void add(Supplier<Mono<Void>> request) {
        keep(new Unfinished(request, clock.instant()));
    }

    /** Tries each once; what fails again is kept, unless it is too old. Spring calls this once and subscribes many times. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    Mono<Void> tryAgain() {
        return Flux.defer(() -> Flux.fromIterable(drained()))
                .flatMap(this::tryAgain, AT_ONCE)
                .then();
    }

    private List<Unfinished> drained() {
        var all = new ArrayList<Unfinished>();
        waiting.drainTo(all);
        return all;
    }

    private Mono<Void> tryAgain(Unfinished unfinished) {
        return Mono.defer(unfinished.request)
                .doOnSuccess(done -> log.atInfo().log("issuer told of a logout that it missed"))
                .doOnError(IssuerUnavailable.class, failure -> keep(unfinished))
                .doOnError(failure -> !(failure instanceof IssuerUnavailable), UnfinishedLogouts::refused)
                .onErrorComplete();
    }

    private static void refused(Throwable refused) {
        log.atWarn().addKeyValue("reason", refused.getMessage()).log("issuer refused a logout that it missed");
    }

    private void keep(Unfinished unfinished) {
        if (unfinished.begun.plus(LONGEST).isBefore(clock.instant())) {
            log.atWarn().log("logout given up that the issuer could not be told of");
            return;
        }
        while (!waiting.offerLast(unfinished)) {
            waiting.pollFirst();
        }
    }
}
