package dev.sallyport.gateway.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.SameOrigin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The sessions of the person who asks: {@code GET /bff/sessions} lists them, latest use first; {@code DELETE
 * /bff/sessions/{id}} ends one (204, or 404 if the person has no such); {@code DELETE /bff/sessions} ends all others
 * (204). Nobody's session is extended by it.
 */
@Configuration(proxyBeanMethods = false)
class SessionsEndpoint {

    private final Sessions sessions;

    SessionsEndpoint(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The answer to {@code GET}. */
    record Listed(List<One> sessions) {}

    /**
     * One session.
     *
     * @param id its name, by which it can be ended
     * @param device what the browser says it is, its {@code User-Agent}
     * @param address the IP address that the login came from
     * @param lastSeen when it was last used, to about a minute
     * @param current whether it is the one that asks
     */
    record One(
            String id,
            String device,
            String address,
            Instant begun,
            @JsonProperty("last_seen") Instant lastSeen,
            boolean current) {

        static One of(ListedSession session, Session own) {
            return new One(
                    session.id(),
                    session.browser().device(),
                    session.browser().address(),
                    session.begun().truncatedTo(ChronoUnit.SECONDS),
                    session.lastUsed().truncatedTo(ChronoUnit.SECONDS),
                    session.id().equals(own.id()));
        }
    }

    @Bean
    RouterFunction<ServerResponse> sessionsRoutes() {
        return RouterFunctions.route()
                .GET("/bff/sessions", this::list)
                .DELETE("/bff/sessions/{id}", this::endOne)
                .DELETE("/bff/sessions", this::endOthers)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return own(request)
                .flatMap(own -> sessions.list(own)
                        .sort(Comparator.comparing(ListedSession::lastUsed).reversed())
                        .map(session -> One.of(session, own))
                        .collectList())
                .flatMap(all ->
                        ServerResponse.ok().cacheControl(CacheControl.noStore()).bodyValue(new Listed(all)));
    }

    private Mono<ServerResponse> endOne(ServerRequest request) {
        return own(request)
                .flatMap(own -> sessions.endOther(own, request.pathVariable("id")))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(Refusal::notFound))
                .flatMap(ended -> done());
    }

    private Mono<ServerResponse> endOthers(ServerRequest request) {
        return own(request).flatMap(sessions::endAllOthers).then(Mono.defer(SessionsEndpoint::done));
    }

    private Mono<Session> own(ServerRequest request) {
        var incoming = request.exchange().getRequest();
        if (!SameOrigin.holds(incoming)) {
            return Mono.error(Refusal.crossSite("Asked by a page of another site"));
        }
        if (!SameOrigin.isSafeOrMarked(incoming)) {
            return Mono.error(Refusal.crossSite("The header X-CSRF: 1 is missing"));
        }
        return sessions.peek(request.exchange()).switchIfEmpty(Mono.error(Refusal::unauthenticated));
    }

    private static Mono<ServerResponse> done() {
        return ServerResponse.noContent().cacheControl(CacheControl.noStore()).build();
    }
}
