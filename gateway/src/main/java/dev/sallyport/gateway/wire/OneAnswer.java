package dev.sallyport.gateway.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;

/**
 * Takes no hint of a service's, such as 103, for its answer: Reactor Netty would, and the answer would be left on the
 * connection.
 */
@Component
final class OneAnswer implements HttpClientCustomizer {

    @Override
    public HttpClient customize(HttpClient client) {
        return client.doOnChannelInit((observer, channel, address) -> {
            var pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.HttpCodec) != null) {
                pipeline.addAfter(NettyPipeline.HttpCodec, "sallyport.oneAnswer", new Hints());
            }
        });
    }

    private static final class Hints extends ChannelInboundHandlerAdapter {

        private boolean isHint;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse response) {
                isHint = isHint(response.status());
            }
            if (!isHint) {
                context.fireChannelRead(message);
                return;
            }
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent) {
                isHint = false;
                context.read();
            }
        }

        /** 100 is waited for where it was asked for, and 101 is an answer. */
        private static boolean isHint(HttpResponseStatus status) {
            return status.codeClass() == HttpStatusClass.INFORMATIONAL && status.code() > 101;
        }
    }
}
