package dev.sallyport.gateway.session;

import dev.sallyport.gateway.answer.Refusal;
import org.springframework.dao.DataAccessException;

/** Tells failures of Redis's from our own. */
final class RedisFailure {

    private RedisFailure() {}

    /** A failure of Redis's as a {@link Refusal}; any other as it is. */
    static Throwable refusal(Throwable failure) {
        return failure instanceof DataAccessException || isGarbled(failure)
                ? Refusal.sessionsUnavailable(failure)
                : failure;
    }

    /** In these ways Lettuce says that an answer is none that Redis gives. */
    private static boolean isGarbled(Throwable failure) {
        return failure instanceof IndexOutOfBoundsException
                || failure instanceof UnsupportedOperationException
                || failure instanceof IllegalArgumentException;
    }
}
