package dev.sallyport.gateway.login;

import dev.sallyport.gateway.answer.Navigation;
import dev.sallyport.gateway.answer.PageResponse;
import dev.sallyport.gateway.answer.Pages;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.ReturnPath;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.PushedAuthorization;
import dev.sallyport.gateway.session.Session;
import dev.sallyport.gateway.session.Sessions;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/**
 * {@code GET /bff/login?return_to=/path}: sends the browser to the issuer's login, by authorization code with PKCE,
 * {@code state} and {@code nonce}. 503 with {@code Retry-After} while the issuer is not there, 502 if it does not want us.
 */
@Configuration(proxyBeanMethods = false)
class LoginEndpoint {

    private static final Logger log = LoggerFactory.getLogger(LoginEndpoint.class);

    private final Issuer issuer;
    private final PushedAuthorization pushed;
    private final PendingLogins pending;
    private final Sessions sessions;
    private final Pages pages;
    private final DefaultServerOAuth2AuthorizationRequestResolver requests;
    private final Clock clock = Clock.systemUTC();

    LoginEndpoint(Issuer issuer, PushedAuthorization pushed, PendingLogins pending, Sessions sessions, Pages pages) {
        this.issuer = issuer;
        this.pushed = pushed;
        this.pending = pending;
        this.sessions = sessions;
        this.pages = pages;
        this.requests = new DefaultServerOAuth2AuthorizationRequestResolver(issuer);
    }

    @Bean
    RouterFunction<ServerResponse> loginRoutes() {
        return RouterFunctions.route().GET("/bff/login", this::asked).build();
    }

    /** Another site could else have one login after the other leave its session behind, for nobody would know of the former. */
    private Mono<ServerResponse> asked(ServerRequest request) {
        var returnPath = ReturnPath.orHome(request.queryParam("return_to").orElse(null));
        return Navigation.isFromAnotherSite(request.exchange().getRequest())
                ? Mono.just(new PageResponse(exchange -> pages.onwardToLogin(exchange, returnPath)))
                : begin(request.exchange(), returnPath);
    }

    private Mono<ServerResponse> begin(ServerWebExchange exchange, ReturnPath returnPath) {
        LoginLoop.check(exchange);
        return requests.resolve(exchange, issuer.registrationId())
                .flatMap(toIssuer -> Mono.zip(pushed.address(toIssuer), former(exchange))
                        .doOnNext(both -> pending.add(
                                exchange,
                                PendingLogin.of(
                                        toIssuer, returnPath, both.getT2().orElse(null), clock.instant()))))
                .map(Tuple2::getT1)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable)
                .onErrorMap(IssuerRefused.class, LoginEndpoint::refused)
                .flatMap(LoginEndpoint::leadTo);
    }

    private Mono<Optional<String>> former(ServerWebExchange exchange) {
        return sessions.peek(exchange).map(Session::id).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static Mono<ServerResponse> leadTo(URI address) {
        return ServerResponse.status(HttpStatus.FOUND)
                .location(address)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static Refusal refused(IssuerRefused refused) {
        log.atError().addKeyValue("reason", refused.getMessage()).log("login refused to this client");
        return Refusal.clientRefused(refused);
    }
}
