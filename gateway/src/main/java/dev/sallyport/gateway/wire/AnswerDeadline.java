package dev.sallyport.gateway.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a service so long to begin its answer, from when a piece of the request was last sent; then the connection is closed
 * and the request fails. There is one timer for a connection, and it is set again only when it has run out: not one for each
 * request.
 */
final class AnswerDeadline extends ChannelDuplexHandler {

    private final long patience;
    private boolean waiting;
    private long begun;
    private @Nullable Future<?> timer;

    AnswerDeadline(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest) {
            waiting = true;
            begun = now(context);
            if (timer == null) {
                set(context, patience);
            }
        } else if (waiting) {
            begun = now(context);
        }
        var _ = context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            waiting = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void set(ChannelHandlerContext context, long nanos) {
        timer = context.executor().schedule(() -> ranOut(context), nanos, TimeUnit.NANOSECONDS);
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    private void ranOut(ChannelHandlerContext context) {
        timer = null;
        if (!waiting) {
            return;
        }
        var left = patience - (now(context) - begun);
        if (left > 0) {
            set(context, left);
        } else {
            waiting = false;
            context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
            var _ = context.close();
        }
    }
}
