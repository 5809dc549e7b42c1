package dev.sallyport.gateway.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Ends a session at the issuer: asks for the end of the issuer's own session (RP-Initiated Logout 1.0), and revokes the
 * refresh token (RFC 7009).
 *
 * <p>The first request carries the ID token as its hint, and an ID token is a token: it goes from here to the issuer,
 * never through the browser. The browser follows without a hint; the issuer then finds its session ended, takes back its
 * cookies, and asks nothing.
 */
@Component
public final class IssuerLogout {

    private static final Logger log = LoggerFactory.getLogger(IssuerLogout.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final WebClient http;
    private final IssuerForms forms;
    private final UnfinishedLogouts unfinished;

    IssuerLogout(Issuer issuer, WebClient issuerHttp, IssuerForms forms, UnfinishedLogouts unfinished) {
        this.issuer = issuer;
        this.http = issuerHttp;
        this.forms = forms;
        this.unfinished = unfinished;
    }

    /**
     * Ends the session that the ID token is of, now or when the issuer can be reached again; never fails. One request comes
     * after the other: Keycloak may keep a session whose end and whose revocation arrive at the same moment.
     */
    public Mono<Void> end(String idToken, @Nullable String refreshToken) {
        return begun(() -> endSession(idToken).then(revocation(refreshToken)));
    }

    /** Revokes a refresh token that nobody will use, now or when the issuer can be reached again; never fails. */
    public Mono<Void> revoke(@Nullable String refreshToken) {
        return begun(() -> revocation(refreshToken));
    }

    /**
     * Where the browser goes to after a logout here: to the issuer, which sends it back to the gateway's front door.
     *
     * @param ownUri any address of the gateway as the browser knows it, for a redirect URI that does not tell
     */
    public Mono<URI> next(URI ownUri) {
        var home = URI.create("/");
        return issuer.provider()
                .map(provider -> provider.endSession() == null ? home : next(provider, provider.endSession(), ownUri))
                .onErrorReturn(home);
    }

    private static URI next(Provider provider, URI endSession, URI ownUri) {
        return UriComponentsBuilder.fromUri(endSession)
                .queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{home}")
                .encode()
                .buildAndExpand(provider.client().getClientId(), frontDoor(provider.client(), ownUri))
                .toUri();
    }

    private static String frontDoor(ClientRegistration client, URI ownUri) {
        var redirect = client.getRedirectUri();
        var own = redirect != null && redirect.startsWith("http") ? URI.create(redirect) : ownUri;
        return UriComponentsBuilder.fromUri(own)
                .replacePath("/")
                .replaceQuery(null)
                .build()
                .toUriString();
    }

    private Mono<Void> endSession(String idToken) {
        return issuer.provider()
                .filter(provider -> provider.endSession() != null)
                .flatMap(provider -> http.post()
                        .uri(Objects.requireNonNull(provider.endSession()))
                        .body(BodyInserters.fromFormData("id_token_hint", idToken)
                                .with("client_id", provider.client().getClientId()))
                        .retrieve()
                        .toBodilessEntity())
                .onErrorMap(WebClientRequestException.class, failure -> new IssuerUnavailable("No logout", failure))
                .onErrorResume(WebClientResponseException.class, IssuerLogout::refused)
                .then();
    }

    /** The refresh token is revoked all the same. */
    private static <T> Mono<T> refused(WebClientResponseException refused) {
        log.atWarn().addKeyValue("reason", refused.getMessage()).log("issuer session not ended");
        return Mono.empty();
    }

    private Mono<Void> revocation(@Nullable String refreshToken) {
        if (refreshToken == null) {
            return Mono.empty();
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", refreshToken);
        form.add("token_type_hint", "refresh_token");
        return issuer.provider()
                .filter(provider -> provider.revocation() != null)
                .flatMap(provider -> forms.tell(provider, Objects.requireNonNull(provider.revocation()), form));
    }

    /** Somebody waits for this, but not for long; what the issuer refuses is not asked again. */
    private Mono<Void> begun(Supplier<Mono<Void>> request) {
        return Mono.defer(request)
                .timeout(PATIENCE, Mono.error(() -> new IssuerUnavailable("No answer in time", new TimeoutException())))
                .doOnError(failure ->
                        log.atWarn().addKeyValue("reason", failure.getMessage()).log("issuer not told of a logout"))
                .doOnError(IssuerUnavailable.class, unavailable -> unfinished.add(request))
                .onErrorComplete();
    }
}
