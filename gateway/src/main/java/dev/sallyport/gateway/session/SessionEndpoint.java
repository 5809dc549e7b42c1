package dev.sallyport.gateway.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.SameOrigin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /bff/session}: who is logged in and for how long. It never extends the session and never shows a token. */
@Configuration(proxyBeanMethods = false)
class SessionEndpoint {

    private final Sessions sessions;
    private final SessionSettings settings;

    SessionEndpoint(Sessions sessions, SessionSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /**
     * The answer.
     *
     * @param subject the issuer's name for the person
     * @param scopes what the access token allows, domain scopes and others
     * @param privateClaims the claims of the access token whose names are URIs
     */
    record Shown(
            String subject,
            String username,
            String name,
            Set<String> scopes,
            @JsonProperty("private_claims") Map<String, Object> privateClaims,
            @JsonProperty("seconds_left") SecondsLeft secondsLeft) {}

    /**
     * What is left of the session, in whole seconds.
     *
     * @param idle until it ends if nothing is asked
     * @param absolute until it ends whatever is asked
     */
    record SecondsLeft(long idle, long absolute) {

        static SecondsLeft of(Duration idle, Duration absolute) {
            return new SecondsLeft(Math.max(0, idle.toSeconds()), Math.max(0, absolute.toSeconds()));
        }
    }

    @Bean
    RouterFunction<ServerResponse> sessionRoutes() {
        return RouterFunctions.route().GET("/bff/session", this::show).build();
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        if (!SameOrigin.holds(request.exchange().getRequest())) {
            return Mono.error(Refusal.crossSite("Asked by a page of another site"));
        }
        return sessions.peek(request.exchange())
                .switchIfEmpty(Mono.error(Refusal::unauthenticated))
                .map(this::shown)
                .flatMap(shown ->
                        ServerResponse.ok().cacheControl(CacheControl.noStore()).bodyValue(shown));
    }

    private Shown shown(Session session) {
        var access = session.tokens().access();
        var now = sessions.now();
        var left = SecondsLeft.of(settings.idleLeft(session, now), settings.absoluteLeft(session, now));
        var person = session.person();
        return new Shown(
                person.subject(), person.username(), person.name(), access.scopes(), uriNamed(access.claims()), left);
    }

    private static Map<String, Object> uriNamed(Map<String, Object> claims) {
        var named = new LinkedHashMap<String, Object>();
        claims.forEach((name, value) -> {
            if (name.contains("://")) {
                named.put(name, value);
            }
        });
        return named;
    }
}
