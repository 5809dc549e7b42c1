package dev.sallyport.gateway.session;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Remembers, for all nodes, tokens that are good for one use only, by their {@code jti}. */
public interface SeenTokens {

    Mono<Boolean> contains(String jti);

    /**
     * Remembers one.
     *
     * @param time after which it would not be accepted anyway
     */
    Mono<Void> add(String jti, Duration time);
}
