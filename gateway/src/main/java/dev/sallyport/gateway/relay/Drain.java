package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The time between being told to stop and stopping. Requests are still answered, and connections closed behind them; open
 * streams end, which would otherwise hold the stop up until it is enforced; new ones are sent elsewhere with a 503.
 */
@Component
final class Drain implements SmartLifecycle, WebFilter, Ordered {

    private final DrainSettings settings;
    private final Sinks.Empty<Void> begun = Sinks.empty();
    private volatile boolean running;
    private volatile boolean draining;

    Drain(DrainSettings settings) {
        this.settings = settings;
    }

    /** Completes when the gateway was told to stop. */
    Mono<Void> begun() {
        return begun.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        draining = true;
        begun.tryEmitEmpty().orThrow();
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        CompletableFuture.delayedExecutor(settings.time().toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop, before the server waits for its last requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!draining) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return opensStream(exchange.getRequest()) ? Mono.error(Refusal.stopping()) : chain.filter(exchange);
    }

    private static boolean opensStream(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return headers.getUpgrade() != null
                || headers.getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accepted -> accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
