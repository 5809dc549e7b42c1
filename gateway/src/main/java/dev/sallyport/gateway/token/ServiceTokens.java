package dev.sallyport.gateway.token;

import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.IssuerRefused;
import dev.sallyport.gateway.issuer.SingleFlight;
import dev.sallyport.gateway.issuer.TokenEndpoint;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import dev.sallyport.gateway.issuer.UserInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens for one service each: the caller's own if it already names that service alone, else one exchanged for it
 * (RFC 8693), kept for as long as both live and the caller is there, and exchanged anew ahead of its expiry. An exchanged
 * token never allows more than the one it was made from.
 */
@Component
public final class ServiceTokens {

    private final Issuer issuer;
    private final TokenEndpoint tokenEndpoint;
    private final AccessTokenVerifier verifier;
    private final UserInfo userInfo;
    private final ExchangedTokens exchanged;
    private final Clock clock = Clock.systemUTC();
    private final SingleFlight<Exchange, AccessToken> exchanges =
            new SingleFlight<>(Duration.ofSeconds(30), Duration.ofSeconds(5));

    private record Exchange(String subjectToken, String service) {

        @Override
        public String toString() {
            return "Exchange[service=" + service + "]";
        }
    }

    ServiceTokens(
            Issuer issuer,
            TokenEndpoint tokenEndpoint,
            AccessTokenVerifier verifier,
            UserInfo userInfo,
            ExchangedTokens exchanged) {
        this.issuer = issuer;
        this.tokenEndpoint = tokenEndpoint;
        this.verifier = verifier;
        this.userInfo = userInfo;
        this.exchanged = exchanged;
    }

    /**
     * A token of the caller's for this service, as it is relayed. Fails with {@link IssuerRefused}, with
     * {@link SubjectTokenEnded}, with {@link UnacceptableToken} if the issuer gave a token for others or with more than was
     * there, or with {@code IssuerUnavailable}. While the one that is held still works, nobody waits for the next.
     *
     * @param holder what the token is kept for until {@link #forget}: a session, or a token that a caller brings
     */
    public Mono<String> forService(String holder, AccessToken caller, String service) {
        var ready = ready(holder, caller, service);
        if (ready != null) {
            return Mono.just(ready);
        }
        var held = exchanged.get(holder, caller, service);
        var next = exchanges
                .join(
                        new Exchange(caller.value(), service),
                        () -> exchange(caller, service)
                                .doOnNext(token -> exchanged.keep(holder, caller, token, service)))
                .map(AccessToken::value);
        return held == null ? next : Mono.firstWithValue(next, Mono.just(held.value()));
    }

    /** The same, if it is at hand and is not due for another; else null. */
    public @Nullable String ready(String holder, AccessToken caller, String service) {
        if (caller.isOnlyFor(service)) {
            return caller.value();
        }
        var held = exchanged.get(holder, caller, service);
        return held != null && !held.isDue(clock.instant()) ? held.value() : null;
    }

    /** A session that has ended leaves nothing behind. */
    public void forget(String holder) {
        exchanged.forget(holder);
    }

    private Mono<AccessToken> exchange(AccessToken caller, String service) {
        return issuer.provider()
                .map(provider -> scopes(provider.client(), caller, service))
                .flatMap(scopes -> tokenEndpoint.exchange(caller.value(), service, scopes))
                .onErrorResume(IssuerRefused.class, refused -> reason(caller, refused))
                .flatMap(response ->
                        verifier.verifyFresh(response.getAccessToken().getTokenValue()))
                .doOnNext(token -> requireNarrower(token, caller, service));
    }

    /** An exchange is refused in the same words whether the caller may not have it or is gone: only the issuer can tell. */
    private <T> Mono<T> reason(AccessToken caller, IssuerRefused refused) {
        return caller.isExpired(clock.instant())
                ? Mono.error(refused)
                : userInfo.refuses(caller.value())
                        .flatMap(gone -> Mono.error(gone ? new SubjectTokenEnded(refused) : refused));
    }

    /**
     * What the caller has of this service's, {@code orders:*} for {@code orders}, and {@code openid}; and the scope that
     * has the service's own name, if logins ask for it: in Keycloak it brings the audience.
     */
    private static Set<String> scopes(ClientRegistration login, AccessToken caller, String service) {
        var scopes = new LinkedHashSet<String>();
        caller.scopes().stream()
                .filter(scope -> scope.equals("openid") || scope.startsWith(service + ":"))
                .forEach(scopes::add);
        if (login.getScopes().contains(service)) {
            scopes.add(service);
        }
        return scopes;
    }

    private static void requireNarrower(AccessToken token, AccessToken caller, String service) {
        if (!token.isOnlyFor(service)) {
            throw new UnacceptableToken("exchanged for " + service + ", audience " + token.audience());
        }
        if (!caller.scopes().containsAll(token.scopes())) {
            throw new UnacceptableToken("exchanged for " + service + ", with more scopes than there were");
        }
        if (!Objects.equals(caller.claims().get("sub"), token.claims().get("sub"))) {
            throw new UnacceptableToken("exchanged for " + service + ", with another subject");
        }
    }
}
