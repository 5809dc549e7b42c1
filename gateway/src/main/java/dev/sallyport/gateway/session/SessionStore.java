package dev.sallyport.gateway.session;

import reactor.core.publisher.Mono;

/**
 * Where sessions live. A session that timed out is not there; a key whose secret is wrong finds nothing; nobody can tell
 * which of the two it was.
 */
interface SessionStore {

    Mono<Void> create(SessionKey key, Session session);

    /** The session, which this counts as a use of; empty if there is none. */
    Mono<Session> use(SessionKey key);

    /** The session, without a use; empty if there is none. */
    Mono<Session> peek(SessionKey key);

    /**
     * Puts fresh tokens in the place of those that are held, if they still are: false if somebody else was faster, or the
     * session is gone.
     */
    Mono<Boolean> refresh(SessionKey key, Session held, Session.Tokens fresh);

    /** Ends a session and gives it for the last time; empty if there is none. */
    Mono<Session> end(SessionKey key);

    /** The same for whoever is known to have the right to, without the secret. */
    Mono<Session> endById(String id);

    /** Ends the sessions that belong to a session of the issuer's ({@code sid}); tells how many there were. */
    Mono<Long> endAllOfIssuerSession(String issuerSession);

    /** Ends all sessions of a person; tells how many there were. */
    Mono<Long> endAllOf(String subject);
}
