package dev.sallyport.gateway.wire;

import static org.springframework.cloud.gateway.support.RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;

/**
 * Calls services as Spring Cloud Gateway does, but has their connections keep its {@code response-timeout}: operators that
 * keep it cost each request a timer of its own, on another thread. Services with TLS, whose connections can be of HTTP/2,
 * and routes with a timeout of their own are left to Spring Cloud Gateway.
 */
@Component
final class ServiceCalls extends NettyRoutingFilter {

    private final NettyRoutingFilter others;

    ServiceCalls(
            HttpClient client,
            ObjectProvider<List<HttpHeadersFilter>> headersFilters,
            HttpClientProperties properties) {
        super(keeping(client, properties.getResponseTimeout()), headersFilters, new HttpClientProperties());
        this.others = new NettyRoutingFilter(client, headersFilters, properties);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return isUsual(exchange) ? super.filter(exchange, chain) : others.filter(exchange, chain);
    }

    private static boolean isUsual(ServerWebExchange exchange) {
        URI service = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        return "http".equalsIgnoreCase(service.getScheme())
                && !route.getMetadata().containsKey(RESPONSE_TIMEOUT_ATTR);
    }

    private static HttpClient keeping(HttpClient client, @Nullable Duration responseTimeout) {
        return responseTimeout == null
                ? client
                : client.doOnChannelInit((observer, channel, address) -> channel.pipeline()
                        .addBefore(
                                NettyPipeline.ReactiveBridge,
                                "sallyport.answerDeadline",
                                new AnswerDeadline(responseTimeout)));
    }
}
