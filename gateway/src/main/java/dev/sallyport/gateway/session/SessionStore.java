package dev.sallyport.gateway.session;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where sessions live. A session that timed out is not there; a key whose secret is wrong finds nothing; nobody can tell
 * which of the two it was. Every end before its time is told as a {@link SessionEnded}.
 */
interface SessionStore {

    /**
     * Keeps a new session; the person's oldest end if there are too many. False, and nothing is kept, if the issuer has
     * just ended its own session to which this one belongs: a logout that overtook the login.
     */
    Mono<Boolean> create(SessionKey key, Session session);

    /** The same as {@link #use} if nobody has to be asked or told; else null, and nothing was done. */
    @Nullable Session useAtOnce(SessionKey key);

    /** The session, which this counts as a use of; empty if there is none. */
    Mono<Session> use(SessionKey key);

    /** The session, without a use; empty if there is none. */
    Mono<Session> peek(SessionKey key);

    /** The session as it is now on whatever node; empty if there is none. */
    Mono<Session> latest(SessionKey key);

    /**
     * Does work that must not be done twice at once for a session, on whatever node; empty, and nothing was done, while
     * somebody else does such work. Work whose node dies is given up after ten seconds.
     */
    Mono<Session> exclusively(SessionKey key, Mono<Session> work);

    /**
     * Puts fresh tokens in the place of those that are held, if they still are: false if somebody else was faster, or the
     * session is gone.
     */
    Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh);

    /** Ends a session and gives it for the last time; empty if there is none. */
    Mono<Session> end(SessionKey key);

    /** Ends a session for whoever is known to have the right to, without its secret: false if there is none. */
    Mono<Boolean> endById(String id);

    /** Ends the sessions that belong to a session of the issuer's ({@code sid}); tells how many there were. */
    Mono<Long> endAllOfIssuerSession(String issuerSession);

    /** Whether any session is left that belongs to a session of the issuer's. */
    Mono<Boolean> isAnyLeftOf(String issuerSession);

    /** Ends all sessions of a person; tells how many there were. */
    Mono<Long> endAllOf(String subject);

    /** A person's sessions. */
    Flux<ListedSession> list(String subject);

    /** How long whoever relies on being told of an end may go without a {@link #peek}: an end may be lost on the way. */
    default Duration unseen() {
        return ChronoUnit.FOREVER.getDuration();
    }
}
