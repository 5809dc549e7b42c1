package dev.sallyport.gateway.logout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.answer.Refusal;
import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerSignature;
import dev.sallyport.gateway.issuer.IssuerUnavailable;
import dev.sallyport.gateway.issuer.SignedClaims;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.session.SeenTokens;
import dev.sallyport.gateway.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /bff/backchannel-logout} (OpenID Connect Back-Channel Logout 1.0): the issuer tells that a session of its
 * own ended ({@code sid}), or all of a person ({@code sub}). 200 when no such session is left, also if there was none;
 * 400 for a logout token that is not good.
 */
@Configuration(proxyBeanMethods = false)
class BackChannelLogoutEndpoint {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogoutEndpoint.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LONGEST_AGE = Duration.ofMinutes(2);
    private static final IssuerSignature.Kind KIND = new IssuerSignature.Kind(
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null),
            Set.of("iss", "aud", "iat", "exp", "jti", "events"));

    private final Issuer issuer;
    private final IssuerSignature signature;
    private final Sessions sessions;
    private final Clock clock = Clock.systemUTC();
    private final SeenTokens seen;

    BackChannelLogoutEndpoint(Issuer issuer, IssuerSignature signature, Sessions sessions, SeenTokens seen) {
        this.seen = seen;
        this.issuer = issuer;
        this.signature = signature;
        this.sessions = sessions;
    }

    @Bean
    RouterFunction<ServerResponse> backChannelLogoutRoutes() {
        return RouterFunctions.route()
                .POST("/bff/backchannel-logout", this::loggedOut)
                .build();
    }

    /**
     * Keycloak says it once, and tries a connection that it kept without a look whether it is still there: so none is kept.
     */
    private Mono<ServerResponse> loggedOut(ServerRequest request) {
        request.exchange().getResponse().getHeaders().setConnection("close");
        return request.formData()
                .onErrorMap(BackChannelLogoutEndpoint::isOfTheForm, unread -> new UnacceptableToken("no readable form"))
                .mapNotNull(form -> form.getFirst("logout_token"))
                .switchIfEmpty(Mono.error(() -> new UnacceptableToken("no logout_token")))
                .flatMap(token -> signature.verify(token, KIND))
                .map(SignedClaims::claims)
                .doOnNext(claims -> requireLogoutToken(claims, issuer.clientId(), clock.instant()))
                .filterWhen(claims -> seen.contains(claims.getJWTID()).map(known -> !known))
                .switchIfEmpty(Mono.error(() -> new UnacceptableToken("jti seen before")))
                .flatMap(this::end)
                .onErrorMap(UnacceptableToken.class, BackChannelLogoutEndpoint::refused)
                .onErrorMap(IssuerUnavailable.class, Refusal::issuerUnavailable)
                .flatMap(ended ->
                        ServerResponse.ok().cacheControl(CacheControl.noStore()).build());
    }

    /** Section 2.6 of the specification; a token is remembered for as long as its {@code iat} would let it pass. */
    static void requireLogoutToken(JWTClaimsSet claims, String clientId, Instant now) {
        require(claims.getAudience().contains(clientId), "aud");
        require(isRecent(claims.getIssueTime(), now), "iat");
        require(claims.getJWTID() != null, "jti");
        require(claims.getClaim("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map, "events");
        require(claims.getClaim("nonce") == null, "nonce");
        require(claims.getSubject() != null || claims.getClaim("sid") instanceof String, "neither sub nor sid");
    }

    private static boolean isRecent(@Nullable Date issued, Instant now) {
        return issued != null
                && issued.toInstant().isAfter(now.minus(LONGEST_AGE))
                && issued.toInstant().isBefore(now.plus(LONGEST_AGE));
    }

    private Mono<Long> end(JWTClaimsSet claims) {
        var ended = claims.getClaim("sid") instanceof String sid
                ? sessions.endAllOfIssuerSession(sid)
                : sessions.endAllOf(String.valueOf(claims.getSubject()));
        return ended.delayUntil(count -> seen.add(claims.getJWTID(), LONGEST_AGE.multipliedBy(2)))
                .doOnNext(count -> log.atInfo()
                        .addKeyValue("reason", "back-channel logout")
                        .addKeyValue("count", count)
                        .log("sessions ended"));
    }

    private static boolean isOfTheForm(Throwable failure) {
        return failure instanceof IllegalArgumentException || failure instanceof DataBufferLimitException;
    }

    private static Refusal refused(UnacceptableToken refused) {
        log.atWarn().addKeyValue("reason", refused.getMessage()).log("back-channel logout refused");
        return Refusal.badRequest("The logout token is not good");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new UnacceptableToken(rule);
        }
    }
}
