package dev.sallyport.gateway.tls;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * HTTP/2 where there is TLS, and nowhere else: an upgrade in the clear ({@code h2c}) is of no use to browsers, and a way
 * past whatever proxy stands in front and reads HTTP/1.1 alone. Headers may be as long as in HTTP/1.1.
 */
@Component
final class Http2WithTls implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final long headers;

    Http2WithTls(ServerProperties server) {
        headers = server.getMaxHttpRequestHeaderSize().toBytes();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        var http2 = new Http2();
        http2.setEnabled(Ssl.isEnabled(factory.getSsl()));
        factory.setHttp2(http2);
        factory.addServerCustomizers(server -> server.http2Settings(settings -> settings.maxHeaderListSize(headers)));
    }
}
