package dev.sallyport.gateway.wire;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

/**
 * Takes buffers from Netty's older pool. Its newer one costs more here: without {@code Unsafe}, which JDK 25 warns of, each
 * byte of a header passes its checks.
 */
@Component
final class PooledBuffers implements HttpClientCustomizer, WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    @Override
    public HttpClient customize(HttpClient client) {
        return client.option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server -> server.childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT));
    }
}
