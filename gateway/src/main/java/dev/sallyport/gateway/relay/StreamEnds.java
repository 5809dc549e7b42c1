package dev.sallyport.gateway.relay;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the open streams when they have to end. */
@Component
final class StreamEnds {

    private final Drain drain;

    StreamEnds(Drain drain) {
        this.drain = drain;
    }

    /** Why the stream of this exchange has to end, once it has to. */
    Mono<StreamEnd> of(ServerWebExchange exchange) {
        var caller = Callers.known(exchange);
        var goingAway = drain.begun().thenReturn(StreamEnd.GOING_AWAY);
        return caller == null
                ? goingAway
                : Mono.firstWithSignal(caller.over().thenReturn(StreamEnd.SESSION_OVER), goingAway);
    }
}
