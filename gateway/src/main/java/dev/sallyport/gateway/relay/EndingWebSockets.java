package dev.sallyport.gateway.relay;

import java.util.List;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Closes a WebSocket when its session is over, when the gateway stops, and when it brings too much; the service is told the
 * same.
 */
@Component
@Primary
final class EndingWebSockets extends HandshakeWebSocketService {

    private final StreamEnds ends;
    private final HttpClientProperties settings;

    EndingWebSockets(RequestUpgradeStrategy upgrade, StreamEnds ends, HttpClientProperties settings) {
        super(upgrade);
        this.ends = ends;
        this.settings = settings;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        var request = ServerHttpRequestDecorator.<HttpServerRequest>getNativeRequest(exchange.getRequest());
        return super.handleRequest(
                exchange,
                new Ending(
                        handler,
                        ends.of(exchange),
                        () -> request.withConnection(browser -> WebSocketFrames.ofClient(browser, settings))));
    }

    private record Ending(WebSocketHandler handler, Mono<StreamEnd> end, Runnable begin) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        /** A close that has begun is never cancelled: its frame would be lost on the way. */
        @Override
        public Mono<Void> handle(WebSocketSession session) {
            begin.run();
            var over = Sinks.<Void>empty();
            var handled = handler.handle(session).doFinally(how -> over.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
            var closed = end.takeUntilOther(over.asMono()).flatMap(why -> session.close(why.closeStatus()));
            return Mono.whenDelayError(handled, closed);
        }
    }
}
