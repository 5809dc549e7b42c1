package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.SameOrigin;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.UnacceptableToken;
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

    /** Goes on with who calls; later filters need not wait for what is known. */
    Mono<Void> with(ServerWebExchange exchange, Function<Caller, Mono<Void>> next) {
        var known = known(exchange);
        return known != null
                ? next.apply(known)
                : identify(exchange).flatMap(caller -> {
                    exchange.getAttributes().put(ATTRIBUTE, caller);
                    return next.apply(caller);
                });
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

    private Mono<Caller> identify(ServerWebExchange exchange) {
        var request = IncomingRequest.of(exchange);
        return switch (Credentials.of(request)) {
            case Credentials.None none -> Mono.error(Refusal.unauthenticated());
            case Credentials.Bearer bearer -> byToken(bearer);
            case Credentials.Cookie cookie -> bySession(request);
        };
    }

    private Mono<Caller> byToken(Credentials.Bearer bearer) {
        return callerTokens
                .verified(bearer.token())
                .<Caller>map(Caller.Client::new)
                .onErrorMap(UnacceptableToken.class, Refusal::invalidToken)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable);
    }

    private Mono<Caller> bySession(ServerHttpRequest request) {
        if (!SameOrigin.holds(request)) {
            return Mono.error(Refusal.crossSite("Sent by a page of another site"));
        }
        if (!SameOrigin.isSafeOrMarked(request)) {
            return Mono.error(Refusal.crossSite("The header X-CSRF: 1 is missing"));
        }
        return sessions.use(request)
                .map(session -> new Caller.Person(
                        session.id(), session.tokens().access(), Mono.defer(() -> sessions.over(request))));
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

            @Override
            public String holder() {
                return token.value();
            }

            @Override
            public Mono<Void> over() {
                return Mono.defer(() -> Mono.delay(Duration.between(Instant.now(), token.expiresAt())))
                        .then();
            }
        }
    }
}
