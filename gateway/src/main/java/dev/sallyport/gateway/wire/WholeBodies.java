package dev.sallyport.gateway.wire;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Ends the connection of a request whose body is malformed, so that its reader sees it break off. Reactor Netty would answer
 * and end the body as if it were whole: the service would take the beginning for all of it.
 */
final class WholeBodies extends ChannelInboundHandlerAdapter {

    private static final String NAME = "sallyport.wholeBodies";

    private boolean isBroken;

    /** For a connection of HTTP/1.1, when the headers of its first request have been read. */
    static void on(Connection connection) {
        var pipeline = connection.channel().pipeline();
        if (pipeline.get(NAME) == null && pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addBefore(NettyPipeline.HttpTrafficHandler, NAME, new WholeBodies());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isBroken) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()
                && ChannelOperations.get(context.channel()) != null) {
            isBroken = true;
            ReferenceCountUtil.release(message);
            context.writeAndFlush(refusal()).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static DefaultFullHttpResponse refusal() {
        var refusal = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
        refusal.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return refusal;
    }
}
