package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.session.SessionEnded;
import dev.sallyport.gateway.token.AccessToken;
import dev.sallyport.gateway.token.Audiences;
import dev.sallyport.gateway.token.ClientTokens;
import dev.sallyport.gateway.token.ServiceTokens;
import dev.sallyport.gateway.token.SubjectTokenEnded;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code Relay=<audience>}: relays an access token that is meant for that service alone, the caller's own or one
 * exchanged for it. {@code Relay=}: relays the caller's own token as it is. {@code Relay=<audience>,client}: relays the
 * gateway's own token for that service. Answers 401 without a caller or if the issuer no longer honours the caller's token,
 * 403 if it gives the caller none for the service, 502 if it gives a wrong one, 503 if it does not answer.
 */
@Component
final class RelayGatewayFilterFactory extends AbstractGatewayFilterFactory<RelayGatewayFilterFactory.Config> {

    /** The second argument of a route that relays the gateway's own token. */
    static final String CLIENT = "client";

    private static final Logger log = LoggerFactory.getLogger(RelayGatewayFilterFactory.class);

    private final Callers callers;
    private final ServiceTokens serviceTokens;
    private final ClientTokens clientTokens;
    private final Audiences audiences;

    RelayGatewayFilterFactory(
            Callers callers, ServiceTokens serviceTokens, ClientTokens clientTokens, Audiences audiences) {
        super(Config.class);
        this.callers = callers;
        this.serviceTokens = serviceTokens;
        this.clientTokens = clientTokens;
        this.audiences = audiences;
    }

    /**
     * The filter's arguments.
     *
     * @param audience the service the token is to be meant for; none relays the caller's token as it is
     * @param identity whose token it is: the caller's, or with {@code client} the gateway's own
     */
    record Config(@Nullable String audience, @Nullable String identity) {

        Config {
            if (identity != null && (audience == null || !identity.equals(CLIENT))) {
                throw new IllegalArgumentException("Relay takes one audience, and after it no word but client");
            }
        }
    }

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("audience", "identity");
    }

    @Override
    public GatewayFilter apply(Config config) {
        var audience = config.audience();
        if (audience != null) {
            audiences.add(audience);
        }
        if (CLIENT.equals(config.identity())) {
            return ofClient(Objects.requireNonNull(audience));
        }
        return (exchange, chain) -> callers.with(exchange, caller -> {
            var token = requireFor(caller, audience);
            var ready = audience == null ? token.value() : serviceTokens.ready(caller.holder(), token, audience);
            return ready != null
                    ? relay(ready, exchange, chain)
                    : exchanged(exchange, caller, Objects.requireNonNull(audience))
                            .flatMap(fresh -> relay(fresh, exchange, chain));
        });
    }

    @EventListener
    void forget(SessionEnded ended) {
        serviceTokens.forget(ended.id());
    }

    /** A {@code Public} that came before has decided that anybody may call; else the caller must be one of ours. */
    private GatewayFilter ofClient(String audience) {
        return (exchange, chain) -> Decision.in(exchange) instanceof Decision.RelayNothing
                ? clientToken(audience).flatMap(token -> relay(token, exchange, chain))
                : callers.with(exchange, caller -> {
                    requireFor(caller, audience);
                    return clientToken(audience).flatMap(token -> relay(token, exchange, chain));
                });
    }

    private static Mono<Void> relay(String token, ServerWebExchange exchange, GatewayFilterChain chain) {
        new Decision.RelayToken(token).decide(exchange);
        return chain.filter(exchange);
    }

    private Mono<String> exchanged(ServerWebExchange exchange, Callers.Caller caller, String audience) {
        return serviceTokens
                .forService(caller.holder(), caller.token(), audience)
                .onErrorResume(SubjectTokenEnded.class, ended -> callers.ended(exchange, caller, ended))
                .onErrorMap(IssuerRefused.class, refused -> refused(audience, refused))
                .onErrorMap(UnacceptableToken.class, Refusal::tokenRefused)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable);
    }

    /** What goes wrong here is between the gateway and the issuer: the caller can do nothing about it. */
    private Mono<String> clientToken(String audience) {
        return clientTokens
                .forService(audience)
                .map(AccessToken::value)
                .onErrorMap(IssuerRefused.class, refused -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, refused))
                .onErrorMap(UnacceptableToken.class, wrong -> Refusal.serviceFailed(HttpStatus.BAD_GATEWAY, wrong))
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable);
    }

    /**
     * A session's token was checked when the issuer gave it. A caller's own must be meant for the service, or for the
     * gateway, which then may exchange it.
     */
    private AccessToken requireFor(Callers.Caller caller, @Nullable String service) {
        var token = caller.token();
        if (caller instanceof Callers.Caller.Client && !audiences.isFor(token, service)) {
            throw Refusal.invalidToken(new UnacceptableToken("audience " + token.audience()));
        }
        return token;
    }

    private static Refusal refused(String audience, IssuerRefused refused) {
        log.atWarn()
                .addKeyValue("audience", audience)
                .addKeyValue("reason", refused.getMessage())
                .log("token exchange refused");
        return Refusal.noTokenForService(refused);
    }
}
