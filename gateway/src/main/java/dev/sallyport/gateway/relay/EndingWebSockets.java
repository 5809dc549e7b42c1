package dev.sallyport.gateway.relay;

import java.util.List;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Closes a WebSocket when its session is over, and when the gateway stops; the service is told the same. */
@Component
@Primary
final class EndingWebSockets extends HandshakeWebSocketService {

    private final StreamEnds ends;

    EndingWebSockets(RequestUpgradeStrategy upgrade, StreamEnds ends) {
        super(upgrade);
        this.ends = ends;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        return super.handleRequest(exchange, new Ending(handler, ends.of(exchange)));
    }

    private record Ending(WebSocketHandler handler, Mono<StreamEnd> end) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        /** A close that has begun is never cancelled: its frame would be lost on the way. */
        @Override
        public Mono<Void> handle(WebSocketSession session) {
            var over = Sinks.<Void>empty();
            var handled = handler.handle(session).doFinally(how -> over.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
            var closed = end.takeUntilOther(over.asMono()).flatMap(why -> session.close(why.closeStatus()));
            return Mono.whenDelayError(handled, closed);
        }
    }
}
