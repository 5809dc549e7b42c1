package dev.sallyport.gateway.logout;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.gateway.answer.Navigation;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.SameOrigin;
import dev.sallyport.gateway.issuer.IssuerLogout;
import dev.sallyport.gateway.session.Sessions;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code POST /bff/logout}: ends the session here first, then at the issuer. A script gets {@code {"logout_url":…}} to go
 * on to, an HTML form gets a 303 there. It needs {@code X-CSRF: 1}, or from a form the browser's word that it is ours.
 */
@Configuration(proxyBeanMethods = false)
class LogoutEndpoint {

    private final Sessions sessions;
    private final IssuerLogout issuer;

    LogoutEndpoint(Sessions sessions, IssuerLogout issuer) {
        this.sessions = sessions;
        this.issuer = issuer;
    }

    record LogoutUrl(@JsonProperty("logout_url") URI value) {}

    @Bean
    RouterFunction<ServerResponse> logoutRoutes() {
        return RouterFunctions.route().POST("/bff/logout", this::logOut).build();
    }

    private Mono<ServerResponse> logOut(ServerRequest request) {
        var exchange = request.exchange();
        if (!isOurs(exchange.getRequest())) {
            return Mono.error(Refusal.crossSite("Sent by a page of another site, or without X-CSRF: 1"));
        }
        return ended(exchange).flatMap(next -> answer(exchange.getRequest(), next));
    }

    /**
     * Goes on when the browser that asked for it goes away: the issuer is told all the same. Its own session may outlive
     * ours, so the browser goes there from here also if there is none; then the issuer asks the person.
     */
    private Mono<URI> ended(ServerWebExchange exchange) {
        return sessions.end(exchange)
                .flatMap(ended -> issuer.end(ended.tokens().id(), ended.tokens().refresh()))
                .then(issuer.next(exchange.getRequest().getURI()))
                .cache();
    }

    private static boolean isOurs(ServerHttpRequest request) {
        return SameOrigin.holds(request) && (SameOrigin.isSafeOrMarked(request) || SameOrigin.isProven(request));
    }

    private static Mono<ServerResponse> answer(ServerHttpRequest request, URI next) {
        return Navigation.wantsDocument(request)
                ? ServerResponse.status(HttpStatus.SEE_OTHER)
                        .location(next)
                        .cacheControl(CacheControl.noStore())
                        .build()
                : ServerResponse.ok().cacheControl(CacheControl.noStore()).bodyValue(new LogoutUrl(next));
    }
}
