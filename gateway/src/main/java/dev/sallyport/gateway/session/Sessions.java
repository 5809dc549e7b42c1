package dev.sallyport.gateway.session;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.token.AccessToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Begins, finds and ends sessions: the door that login, logout and routes come through. */
@Component
public final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final SessionStore store;
    private final SingleFlightRefresh refresh;
    private final SessionEnds ends;
    private final Clock clock = Clock.systemUTC();

    Sessions(SessionStore store, SingleFlightRefresh refresh, SessionEnds ends) {
        this.store = store;
        this.refresh = refresh;
        this.ends = ends;
    }

    /**
     * Begins a session under a new key and gives its cookie to the browser. The session that the browser had before, of
     * whomever, ends.
     *
     * @param formerId that session's id; it is known from when the login began, for the callback comes from another site
     *     and brings no {@code SameSite=Strict} cookie
     */
    public Mono<Void> begin(
            ServerWebExchange exchange,
            @Nullable String formerId,
            Jwt idToken,
            AccessToken access,
            @Nullable String refreshToken) {
        var key = SessionKey.create();
        var now = clock.instant();
        var tokens = new Session.Tokens(access, refreshToken, idToken.getTokenValue());
        var session = new Session(key.id(), person(idToken), Browser.of(exchange.getRequest()), tokens, now, now);
        return Mono.justOrEmpty(formerId)
                .flatMap(store::endById)
                .then(end(exchange))
                .then(store.create(key, session))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(Refusal::loginExpired))
                .doOnNext(kept -> {
                    exchange.getResponse().getCookies().set(SessionCookie.NAME, SessionCookie.of(key));
                    log.atInfo()
                            .addKeyValue("subject", session.person().subject())
                            .log("session began");
                })
                .then();
    }

    /**
     * The session of the request's cookie with an access token that is good now; this counts as a use. Fails with a
     * {@link Refusal}, 401 if there is none.
     */
    public Mono<Session> use(ServerHttpRequest request) {
        var key = SessionCookie.read(request);
        return key == null
                ? Mono.error(Refusal.unauthenticated())
                : store.use(key)
                        .switchIfEmpty(Mono.error(Refusal::unauthenticated))
                        .flatMap(session -> refresh.fresh(key, session));
    }

    /** The same, if nobody has to be asked; else null. */
    public @Nullable Session useAtOnce(ServerHttpRequest request) {
        var key = SessionCookie.read(request);
        var session = key == null ? null : store.useAtOnce(key);
        return session != null && refresh.isFresh(session) ? session : null;
    }

    /** Completes when the session of the request's cookie is over, on whatever node it ends. */
    public Mono<Void> over(ServerHttpRequest request) {
        var key = SessionCookie.read(request);
        return key == null ? Mono.empty() : ends.of(key);
    }

    /** The session of the request's cookie as it is, without a use; empty if there is none. */
    public Mono<Session> peek(ServerWebExchange exchange) {
        return Mono.justOrEmpty(SessionCookie.read(exchange.getRequest())).flatMap(store::peek);
    }

    /** Ends the session of the request's cookie and takes the cookie back; gives the session that ended, if any. */
    public Mono<Session> end(ServerWebExchange exchange) {
        var ended = Mono.justOrEmpty(SessionCookie.read(exchange.getRequest()))
                .flatMap(store::end)
                .doOnNext(session -> log.atInfo()
                        .addKeyValue("subject", session.person().subject())
                        .log("session ended"));
        return SessionCookie.isIn(exchange.getRequest()) ? ended.doOnSuccess(end -> takeBackCookie(exchange)) : ended;
    }

    /** Not before the session is over: without the cookie nobody could try again. */
    private static void takeBackCookie(ServerWebExchange exchange) {
        exchange.getResponse().getCookies().set(SessionCookie.NAME, SessionCookie.none());
    }

    /** A person's sessions. */
    Flux<ListedSession> list(Session own) {
        return store.list(own.person().subject());
    }

    /** Ends one of the sessions of the person whose session this is; false if there is none with that id. */
    Mono<Boolean> endOther(Session own, String id) {
        return list(own)
                .filter(listed -> listed.id().equals(id))
                .concatMap(listed -> store.endById(id))
                .any(Boolean::booleanValue)
                .doOnNext(ended -> logEnd(own, "by its person", ended ? 1 : 0));
    }

    /** Ends all sessions of the person whose session this is, but this one. */
    Mono<Void> endAllOthers(Session own) {
        return list(own)
                .filter(listed -> !listed.id().equals(own.id()))
                .filterWhen(listed -> store.endById(listed.id()))
                .count()
                .doOnNext(count -> logEnd(own, "by its person", count))
                .then();
    }

    private static void logEnd(Session own, String reason, long count) {
        log.atInfo()
                .addKeyValue("subject", own.person().subject())
                .addKeyValue("reason", reason)
                .addKeyValue("count", count)
                .log("sessions ended");
    }

    /** Ends the sessions that belong to a session of the issuer's; tells how many there were. */
    public Mono<Long> endAllOfIssuerSession(String issuerSession) {
        return store.endAllOfIssuerSession(issuerSession);
    }

    /** Ends all sessions of a person; tells how many there were. */
    public Mono<Long> endAllOf(String subject) {
        return store.endAllOf(subject);
    }

    Instant now() {
        return clock.instant();
    }

    private static Session.Person person(Jwt idToken) {
        var subject = Objects.requireNonNull(idToken.getSubject());
        var username = or(idToken.getClaimAsString("preferred_username"), subject);
        return new Session.Person(
                subject, username, or(idToken.getClaimAsString("name"), username), idToken.getClaimAsString("sid"));
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
