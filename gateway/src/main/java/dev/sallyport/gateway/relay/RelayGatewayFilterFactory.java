package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.token.AccessToken;
import dev.sallyport.gateway.token.Audiences;
import dev.sallyport.gateway.token.ServiceTokens;
import dev.sallyport.gateway.token.SubjectTokenEnded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code Relay=<audience>}: relays an access token that is meant for that service alone, the caller's own or one
 * exchanged for it. {@code Relay=}: relays the caller's own token as it is. Answers 401 without a caller or if the issuer
 * no longer honours the caller's token, 403 if it gives the caller none for the service, 502 if it gives a wrong one, 503 if
 * it does not answer.
 */
@Component
final class RelayGatewayFilterFactory extends AbstractGatewayFilterFactory<RelayGatewayFilterFactory.Config> {

    private static final Logger log = LoggerFactory.getLogger(RelayGatewayFilterFactory.class);

    private final Callers callers;
    private final ServiceTokens serviceTokens;
    private final Audiences audiences;

    RelayGatewayFilterFactory(Callers callers, ServiceTokens serviceTokens, Audiences audiences) {
        super(Config.class);
        this.callers = callers;
        this.serviceTokens = serviceTokens;
        this.audiences = audiences;
    }

    /**
     * The filter's argument.
     *
     * @param audience the service the token is to be meant for; none relays the caller's token as it is
     */
    record Config(@Nullable String audience) {}

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("audience");
    }

    @Override
    public GatewayFilter apply(Config config) {
        var audience = config.audience();
        if (audience != null) {
            audiences.add(audience);
        }
        return (exchange, chain) -> callers.caller(exchange)
                .flatMap(caller -> token(exchange, caller, audience))
                .doOnNext(token -> new Decision.RelayToken(token.value()).decide(exchange))
                .flatMap(token -> chain.filter(exchange));
    }

    private Mono<AccessToken> token(ServerWebExchange exchange, Callers.Caller caller, @Nullable String audience) {
        var token = requireFor(caller, audience);
        return audience == null
                ? Mono.just(token)
                : serviceTokens
                        .forService(token, audience)
                        .onErrorResume(SubjectTokenEnded.class, ended -> callers.ended(exchange, caller, ended))
                        .onErrorMap(IssuerRefused.class, refused -> refused(audience, refused))
                        .onErrorMap(UnacceptableToken.class, Refusal::tokenRefused)
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
