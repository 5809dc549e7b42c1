package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.SameOrigin;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.session.Session;
import dev.sallyport.gateway.session.Sessions;
import dev.sallyport.gateway.token.AccessToken;
import dev.sallyport.gateway.token.CallerTokens;
import dev.sallyport.gateway.token.SubjectTokenEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out, once a request, who calls. Fails with a {@link Refusal} when that is nobody we know. */
@Component
final class Callers {

    private static final String ATTRIBUTE = Callers.class.getName() + ".caller";

    private final Sessions sessions;
    private final CallerTokens callerTokens;

    Callers(Sessions sessions, CallerTokens callerTokens) {
        this.sessions = sessions;
        this.callerTokens = callerTokens;
    }

    /** Who calls, if that was found out. */
    static @Nullable Caller known(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Goes on with who calls: at once if nobody has to be asked, for each operator costs all that come after it. */
    Mono<Void> with(ServerWebExchange exchange, Function<Caller, Mono<Void>> next) {
        var known = known(exchange);
        if (known != null) {
            return next.apply(known);
        }
        var request = IncomingRequest.of(exchange);
        var credentials = Credentials.of(request);
        if (credentials instanceof Credentials.Cookie) {
            requireOwnPage(request);
        }
        var caller = atOnce(request, credentials);
        return caller != null
                ? next.apply(remember(exchange, caller))
                : identify(request, credentials).flatMap(found -> next.apply(remember(exchange, found)));
    }

    static Caller remember(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
        return caller;
    }

    /** The issuer says that the caller's token is no longer good: a session ends with it. */
    <T> Mono<T> ended(ServerWebExchange exchange, Caller caller, SubjectTokenEnded ended) {
        return switch (caller) {
            case Caller.Client client -> Mono.error(Refusal.invalidToken(ended));
            case Caller.Person person -> {
                var original =
                        exchange.mutate().request(IncomingRequest.of(exchange)).build();
                yield sessions.end(original).then(Mono.error(Refusal.unauthenticated()));
            }
        };
    }

    private @Nullable Caller atOnce(ServerHttpRequest request, Credentials credentials) {
        return switch (credentials) {
            case Credentials.None none -> null;
            case Credentials.Bearer bearer -> {
                var token = callerTokens.known(bearer.token());
                yield token == null ? null : new Caller.Client(token);
            }
            case Credentials.Cookie cookie -> {
                var session = sessions.useAtOnce(request);
                yield session == null ? null : person(request, session);
            }
        };
    }

    private Mono<Caller> identify(ServerHttpRequest request, Credentials credentials) {
        return switch (credentials) {
            case Credentials.None none -> Mono.error(Refusal.unauthenticated());
            case Credentials.Bearer bearer -> byToken(bearer);
            case Credentials.Cookie cookie -> sessions.use(request).map(session -> person(request, session));
        };
    }

    private Mono<Caller> byToken(Credentials.Bearer bearer) {
        return callerTokens
                .verified(bearer.token())
                .<Caller>map(Caller.Client::new)
                .onErrorMap(UnacceptableToken.class, Refusal::invalidToken)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable);
    }

    private static void requireOwnPage(ServerHttpRequest request) {
        if (!SameOrigin.holds(request)) {
            throw Refusal.crossSite("Sent by a page of another site");
        }
        if (!SameOrigin.isSafeOrMarked(request)) {
            throw Refusal.crossSite("The header X-CSRF: 1 is missing");
        }
    }

    private Caller person(ServerHttpRequest request, Session session) {
        return new Caller.Person(session.id(), session.tokens().access(), Mono.defer(() -> sessions.over(request)));
    }

    /** Who calls, with a token that was verified. */
    sealed interface Caller {

        AccessToken token();

        /** What is kept for the caller is kept under this. */
        String holder();

        /** Completes when what this caller came with is no longer good for anything. */
        Mono<Void> over();

        /** A person with a session. */
        record Person(String session, AccessToken token, Mono<Void> over) implements Caller {

            @Override
            public String holder() {
                return session;
            }

            @Override
            public String toString() {
                return "Person[]";
            }
        }

        /** A client that came with its own bearer token. */
        record Client(AccessToken token) implements Caller {

            private static final Duration LONGEST_TIMER = Duration.ofDays(1);

            @Override
            public String holder() {
                return token.value();
            }

            @Override
            public Mono<Void> over() {
                return Mono.defer(() -> Mono.delay(untilNextLook()))
                        .repeat(() -> !token.isExpired(Instant.now()))
                        .then();
            }

            /** No timer lasts for centuries, as a token may. */
            private Duration untilNextLook() {
                var left = Duration.between(Instant.now(), token.expiresAt());
                return left.compareTo(LONGEST_TIMER) < 0 ? left : LONGEST_TIMER;
            }
        }
    }
}
