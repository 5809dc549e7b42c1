package dev.sallyport.gateway.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.Objects;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Takes a message that is too long, in one frame or in many, and a frame that is none, for a close with the code that says
 * so (RFC 6455 section 7.4.1), which is then told to both sides. Netty would tell it to one of them or to none.
 */
final class WebSocketFrames extends ChannelInboundHandlerAdapter {

    private static final String NAME = "sallyport.webSocketFrames";

    private WebSocketFrames() {}

    static void ofClient(Connection client, HttpClientProperties settings) {
        on(client, longest(settings), true);
    }

    static void ofService(Connection service, HttpClientProperties settings) {
        on(service, longest(settings), false);
    }

    static int longest(HttpClientProperties settings) {
        return Objects.requireNonNullElse(settings.getWebsocket().getMaxFramePayloadLength(), 64 * 1024);
    }

    /** Messages are put together from the first frame on, which may come before somebody wants to read one. */
    private static void on(Connection connection, int longest, boolean masked) {
        var pipeline = connection.channel().pipeline();
        var decoder = pipeline.context(WebSocket13FrameDecoder.class);
        if (decoder != null) {
            pipeline.replace(decoder.name(), decoder.name(), new WebSocket13FrameDecoder(config(longest, masked)));
        }
        connection.addHandlerLast(NettyPipeline.WsFrameAggregator, new WebSocketFrameAggregator(longest));
        connection.addHandlerLast(NAME, new WebSocketFrames());
    }

    private static WebSocketDecoderConfig config(int longest, boolean masked) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(longest)
                .expectMaskedFrames(masked)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        switch (failure) {
            case CorruptedWebSocketFrameException broken -> closed(context, broken.closeStatus());
            case TooLongFrameException tooLong -> closed(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
            default -> context.fireExceptionCaught(failure);
        }
    }

    private static void closed(ChannelHandlerContext context, WebSocketCloseStatus why) {
        context.fireChannelRead(new CloseWebSocketFrame(why));
    }
}
