package dev.sallyport.gateway.answer;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what was refused and what failed. A navigation gets a page or the login; everything else gets a status and
 * a problem (RFC 9457). What nobody expected is logged under a reference, and only the reference is told.
 */
@Component
@Order(-2)
final class Refusals implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final Pages pages;
    private final JsonMapper json;

    Refusals(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            log.atWarn().addKeyValue("reason", reason(failure)).log("An answer broke off");
            return Mono.error(failure);
        }
        var refusal = refusal(exchange, failure);
        logged(exchange, refusal);
        var request = exchange.getRequest();
        var document = Navigation.wantsDocument(request);
        if (document && Navigation.is(request)) {
            switch (refusal.status()) {
                case UNAUTHORIZED -> {
                    return refusal.isOfCredentials() ? problem(exchange, refusal) : logIn(exchange);
                }
                case FORBIDDEN -> {
                    if (refusal.isCrossSite() && !SameOrigin.holds(request)) {
                        return pages.onward(exchange, ReturnPath.orHome(Navigation.target(request)));
                    }
                }
                default -> {}
            }
        }
        return document ? page(exchange, refusal) : problem(exchange, refusal);
    }

    /**
     * A link on another site brings no {@code SameSite=Strict} cookie, whether there is a session or not; one step on a
     * page of our own, and it does.
     */
    private Mono<Void> logIn(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (Navigation.isFromAnotherSite(request)) {
            return pages.onward(exchange, ReturnPath.orHome(Navigation.target(request)));
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(loginUrl(request)));
        response.getHeaders().setCacheControl(CacheControl.noStore());
        return response.setComplete();
    }

    private Mono<Void> page(ServerWebExchange exchange, Refusal refusal) {
        refusal.headers().forEach(exchange.getResponse().getHeaders()::set);
        return pages.message(exchange, refusal.status(), refusal.page(), action(refusal, exchange.getRequest()));
    }

    private Mono<Void> problem(ServerWebExchange exchange, Refusal refusal) {
        var response = exchange.getResponse();
        refusal.headers().forEach(response.getHeaders()::set);
        response.setStatusCode(refusal.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        var body = new LinkedHashMap<String, Object>();
        body.put("title", refusal.title());
        body.put("status", refusal.status().value());
        body.putAll(refusal.members());
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            body.put("login_url", loginUrl(exchange.getRequest()));
        }
        if (refusal.status().is5xxServerError()) {
            body.put("reference", exchange.getRequest().getId());
        }
        var bytes = response.bufferFactory().wrap(json.writeValueAsBytes(body));
        return response.writeWith(Mono.just(bytes));
    }

    /** A script's own address is no page to come back to, so only a navigation names one. */
    private static String loginUrl(ServerHttpRequest request) {
        var back = Navigation.is(request) ? ReturnPath.orHome(Navigation.target(request)) : ReturnPath.HOME;
        return back.login();
    }

    private static String action(Refusal refusal, ServerHttpRequest request) {
        if (refusal.leadsToLogin()) {
            return ReturnPath.HOME.login();
        }
        var again = refusal.status() == HttpStatus.SERVICE_UNAVAILABLE && Navigation.is(request);
        return again ? ReturnPath.orHome(Navigation.target(request)).value() : ReturnPath.HOME.value();
    }

    private static Refusal refusal(ServerWebExchange exchange, Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case ResponseStatusException known -> fromStatus(known);
            case ConnectTimeoutException slow -> Refusal.serviceFailed(HttpStatus.GATEWAY_TIMEOUT, slow);
            case PoolAcquireTimeoutException full -> Refusal.serviceBusy(full);
            case TimeoutException slow -> Refusal.serviceFailed(HttpStatus.GATEWAY_TIMEOUT, slow);
            case ReadTimeoutException slow -> Refusal.serviceFailed(HttpStatus.GATEWAY_TIMEOUT, slow);
            case CodecException malformed -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, malformed);
            case AbortedException gone -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, gone);
            case IllegalArgumentException malformed
            when isAnswer(exchange) -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, malformed);
            case IOException broken -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, broken);
            default -> Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, failure);
        };
    }

    /** Netty says in this way that what a service sent is no HTTP. */
    private static boolean isAnswer(ServerWebExchange exchange) {
        return ServerWebExchangeUtils.isAlreadyRouted(exchange);
    }

    private static Refusal fromStatus(ResponseStatusException known) {
        var status = HttpStatus.resolve(known.getStatusCode().value());
        return switch (status) {
            case NOT_FOUND -> Refusal.notFound();
            case GATEWAY_TIMEOUT, BAD_GATEWAY -> Refusal.serviceFailed(status, known);
            case null -> Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, known);
            default -> Refusal.of(status, known.getCause());
        };
    }

    private static void logged(ServerWebExchange exchange, Refusal refusal) {
        if (!refusal.status().is5xxServerError()) {
            return;
        }
        var unexpected = refusal.status() == HttpStatus.INTERNAL_SERVER_ERROR;
        (unexpected ? log.atError().setCause(refusal.getCause()) : log.atWarn())
                .addKeyValue("status", refusal.status().value())
                .addKeyValue("reference", exchange.getRequest().getId())
                .addKeyValue("reason", reason(refusal.getCause()))
                .log(refusal.title());
    }

    private static @Nullable String reason(@Nullable Throwable cause) {
        return cause == null
                ? null
                : Objects.requireNonNullElse(
                        cause.getMessage(), cause.getClass().getSimpleName());
    }
}
