package dev.sallyport.gateway.wire;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Puts the limits on the connections of browsers and programs; not on those of operators, which are inside. */
@Component
final class Connections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final ConnectionSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    Connections(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        return server.readTimeout(settings.readTimeout())
                .doOnChannelInit((observer, channel, address) -> opened(channel))
                .doOnConnection(WholeBodies::on);
    }

    private void opened(Channel channel) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        var now = open.incrementAndGet();
        if (now > settings.max()) {
            if (now == settings.max() + 1) {
                log.atWarn().addKeyValue("max", settings.max()).log("connections refused");
            }
            var _ = channel.close();
        }
    }
}
