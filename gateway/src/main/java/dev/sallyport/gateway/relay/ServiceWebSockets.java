package dev.sallyport.gateway.relay;

import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** The gateway's own end of a WebSocket to a service, as Spring Cloud Gateway makes it but for {@link WebSocketFrames}. */
@Component
@Primary
final class ServiceWebSockets extends ReactorNettyWebSocketClient {

    ServiceWebSockets(HttpClient client, HttpClientProperties settings) {
        super(
                client.doOnResponse((response, service) -> WebSocketFrames.ofService(service, settings)),
                () -> WebsocketClientSpec.builder()
                        .handlePing(settings.getWebsocket().isProxyPing())
                        .maxFramePayloadLength(WebSocketFrames.longest(settings)));
    }
}
