package dev.sallyport.gateway.login;

import dev.sallyport.gateway.answer.PageResponse;
import dev.sallyport.gateway.answer.Pages;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.answer.ReturnPath;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.Provider;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.session.Sessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code GET /login/oauth2/code/<registration>}, the redirect URI: turns the issuer's answer into a session and moves on
 * to the page that was asked for. Every other end is a page that says what happened.
 */
@Configuration(proxyBeanMethods = false)
class CallbackEndpoint {

    private static final Logger log = LoggerFactory.getLogger(CallbackEndpoint.class);

    private final Issuer issuer;
    private final PendingLogins pending;
    private final CodeExchange codes;
    private final Sessions sessions;
    private final Pages pages;

    CallbackEndpoint(Issuer issuer, PendingLogins pending, CodeExchange codes, Sessions sessions, Pages pages) {
        this.issuer = issuer;
        this.pending = pending;
        this.codes = codes;
        this.sessions = sessions;
        this.pages = pages;
    }

    @Bean
    RouterFunction<ServerResponse> callbackRoutes() {
        return RouterFunctions.route()
                .GET("/login/oauth2/code/" + issuer.registrationId(), this::answered)
                .build();
    }

    private Mono<ServerResponse> answered(ServerRequest request) {
        var exchange = request.exchange();
        var answer = Answer.of(request);
        var login = answer.state() == null ? null : pending.take(exchange, answer.state());
        return login == null ? withoutLogin(exchange) : complete(exchange, login, answer);
    }

    /** A bookmark, the back button, a tab that came late: somebody who is logged in need not be told. */
    private Mono<ServerResponse> withoutLogin(ServerWebExchange exchange) {
        return sessions.peek(exchange)
                .switchIfEmpty(Mono.error(
                        () -> PendingLogins.areIn(exchange) ? Refusal.loginExpired() : Refusal.loginCookieMissing()))
                .flatMap(session -> moveOn(ReturnPath.HOME));
    }

    private Mono<ServerResponse> complete(ServerWebExchange exchange, PendingLogin login, Answer answer) {
        return issuer.provider()
                .doOnNext(provider -> requireFrom(provider, answer.issuer()))
                .map(provider ->
                        new OAuth2AuthorizationExchange(login.request(provider.client()), answer.response(login)))
                .flatMap(codes::tokens)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable)
                .onErrorMap(UnacceptableToken.class, Refusal::tokenRefused)
                .onErrorMap(IssuerRefused.class, CallbackEndpoint::failed)
                .onErrorMap(LoginRefused.class, CallbackEndpoint::failed)
                .flatMap(tokens ->
                        sessions.begin(exchange, login.formerSession(), tokens.id(), tokens.access(), tokens.refresh()))
                .then(Mono.fromRunnable(() -> LoginLoop.completed(exchange)))
                .then(moveOn(login.returnPath()));
    }

    private static Refusal failed(Throwable reason) {
        log.atWarn().addKeyValue("reason", reason.getMessage()).log("login failed");
        return Refusal.loginFailed(reason);
    }

    /** An answer that another issuer gave is none (RFC 9207 section 2.4). */
    private static void requireFrom(Provider provider, @Nullable String issuer) {
        if (issuer == null ? provider.namesItself() : !issuer.equals(provider.issuer())) {
            throw new LoginRefused("answer of another issuer");
        }
    }

    private Mono<ServerResponse> moveOn(ReturnPath target) {
        return Mono.just(new PageResponse(exchange -> pages.onward(exchange, target)));
    }

    /** The parameters of an authorization response (RFC 6749 section 4.1.2); one that stands twice counts as absent. */
    private record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String issuer) {

        static Answer of(ServerRequest request) {
            return new Answer(
                    single(request, "state"),
                    single(request, "code"),
                    single(request, "error"),
                    single(request, "iss"));
        }

        private static @Nullable String single(ServerRequest request, String name) {
            var values = request.queryParams().getOrDefault(name, List.of());
            return values.size() == 1 ? values.getFirst() : null;
        }

        OAuth2AuthorizationResponse response(PendingLogin login) {
            if (code == null || error != null) {
                throw new LoginRefused(error == null ? "no code" : printable(error));
            }
            return OAuth2AuthorizationResponse.success(code)
                    .state(login.state())
                    .redirectUri(login.redirectUri())
                    .build();
        }

        /** The browser could write anything here, and this goes to the log. */
        private static String printable(String error) {
            return error.matches("[a-z_]{1,64}") ? error : "malformed error";
        }

        @Override
        public String toString() {
            return "Answer[]";
        }
    }
}
