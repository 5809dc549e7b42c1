package dev.sallyport.realm.admin;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Calls again what may be called again: for about twenty seconds, which a Keycloak needs to start. */
enum Retry {

    /** Whatever happened: calling twice does no more than calling once. */
    SAFE,

    /** Only when it is certain that nothing was done. */
    ONCE,

    /** The first call: whoever has given a wrong address learns it at once. */
    FIRST;

    private static final int ATTEMPTS = 8;
    private static final long LONGEST_MILLIS = 5_000;

    /** One attempt. */
    interface Call<T> {
        T make() throws IOException, InterruptedException;
    }

    <T> T of(Call<T> call) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                return call.make();
            } catch (IOException failed) {
                if (attempt == ATTEMPTS || !again(failed)) {
                    throw failed;
                }
                pause(attempt, failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    private boolean again(IOException failed) {
        return switch (this) {
            case SAFE -> true;
            case ONCE -> failed instanceof ConnectException || (failed instanceof Busy busy && busy.nothingDone());
            case FIRST -> failed instanceof Busy busy && busy.status != 500;
        };
    }

    private static void pause(int attempt, IOException failed) throws IOException {
        var millis = Math.min(LONGEST_MILLIS, 100L << attempt);
        var ours = Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2));
        var wait = failed instanceof Busy busy ? busy.wait(ours) : ours;
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    static String reason(IOException failed) {
        @Nullable String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }
}
