package dev.sallyport.gateway.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;
import reactor.netty.channel.AbortedException;

/**
 * Logs what fails when nobody waits for it any more. A WebSocket whose other end is gone already, and a command to Redis whose
 * request has been answered, are the usual cases and no news; Reactor would print their stack traces.
 */
@Component
final class DroppedFailures implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DroppedFailures.class);

    DroppedFailures() {
        Hooks.onErrorDropped(DroppedFailures::dropped);
    }

    private static void dropped(Throwable failure) {
        if (!isOfAConnection(failure) && !isOfAConnection(failure.getCause())) {
            log.atError().setCause(failure).log("failed when nobody waited for it");
        }
    }

    private static boolean isOfAConnection(@Nullable Throwable failure) {
        return failure instanceof AbortedException
                || failure instanceof IOException
                || failure instanceof DataAccessException;
    }

    @Override
    public void destroy() {
        Hooks.resetOnErrorDropped();
    }
}
