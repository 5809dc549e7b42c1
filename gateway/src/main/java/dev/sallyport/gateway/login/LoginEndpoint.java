package dev.sallyport.gateway.login;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.ReturnPath;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.session.Session;
import dev.sallyport.gateway.session.Sessions;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code GET /bff/login?return_to=/path}: sends the browser to the issuer's login, by authorization code with PKCE,
 * {@code state} and {@code nonce}. 503 with {@code Retry-After} while the issuer is not known.
 */
@Configuration(proxyBeanMethods = false)
class LoginEndpoint {

    private final Issuer issuer;
    private final PendingLogins pending;
    private final Sessions sessions;
    private final DefaultServerOAuth2AuthorizationRequestResolver requests;
    private final Clock clock = Clock.systemUTC();

    LoginEndpoint(Issuer issuer, PendingLogins pending, Sessions sessions) {
        this.issuer = issuer;
        this.pending = pending;
        this.sessions = sessions;
        this.requests = new DefaultServerOAuth2AuthorizationRequestResolver(issuer);
    }

    @Bean
    RouterFunction<ServerResponse> loginRoutes() {
        return RouterFunctions.route().GET("/bff/login", this::begin).build();
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        var exchange = request.exchange();
        var returnPath = ReturnPath.orHome(request.queryParam("return_to").orElse(null));
        LoginLoop.check(exchange);
        var former = sessions.peek(exchange).map(Session::id).map(Optional::of).defaultIfEmpty(Optional.empty());
        return requests.resolve(exchange, issuer.registrationId())
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable)
                .zipWith(former, (toIssuer, id) -> {
                    pending.add(exchange, PendingLogin.of(toIssuer, returnPath, id.orElse(null), clock.instant()));
                    return toIssuer;
                })
                .flatMap(toIssuer -> ServerResponse.status(HttpStatus.FOUND)
                        .location(URI.create(toIssuer.getAuthorizationRequestUri()))
                        .cacheControl(CacheControl.noStore())
                        .header("Referrer-Policy", "no-referrer")
                        .build());
    }
}
