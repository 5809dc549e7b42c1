package dev.sallyport.gateway.issuer;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
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
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final WebClient http;

    IssuerLogout(Issuer issuer, WebClient issuerHttp) {
        this.issuer = issuer;
        this.http = issuerHttp;
    }

    /** Ends the session that the ID token is of, as far as the issuer can be reached; never fails. */
    public Mono<Void> end(String idToken, @Nullable String refreshToken) {
        return issuer.provider()
                .flatMap(provider -> endSession(provider, idToken).then(revoke(provider, refreshToken)))
                .onErrorComplete();
    }

    /** Revokes a refresh token that nobody will use, as far as the issuer can be reached; never fails. */
    public Mono<Void> revoke(@Nullable String refreshToken) {
        return issuer.provider()
                .flatMap(provider -> revoke(provider, refreshToken))
                .onErrorComplete();
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

    private Mono<Void> endSession(Provider provider, String idToken) {
        if (provider.endSession() == null) {
            return Mono.empty();
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("id_token_hint", idToken);
        form.add("client_id", provider.client().getClientId());
        return post(http.post().uri(provider.endSession()), form, "issuer session not ended");
    }

    private Mono<Void> revoke(Provider provider, @Nullable String refreshToken) {
        if (provider.revocation() == null || refreshToken == null) {
            return Mono.empty();
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", refreshToken);
        form.add("token_type_hint", "refresh_token");
        var request = http.post().uri(provider.revocation());
        return post(authenticated(request, form, provider.client()), form, "refresh token not revoked");
    }

    /** As a client authenticates at the token endpoint (RFC 6749 section 2.3.1). */
    private static WebClient.RequestBodySpec authenticated(
            WebClient.RequestBodySpec request, MultiValueMap<String, String> form, ClientRegistration client) {
        var secret = Objects.requireNonNullElse(client.getClientSecret(), "");
        if (ClientAuthenticationMethod.CLIENT_SECRET_BASIC.equals(client.getClientAuthenticationMethod())) {
            return request.headers(headers -> headers.setBasicAuth(encoded(client.getClientId()), encoded(secret)));
        }
        form.add("client_id", client.getClientId());
        if (ClientAuthenticationMethod.CLIENT_SECRET_POST.equals(client.getClientAuthenticationMethod())) {
            form.add("client_secret", secret);
        }
        return request;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Mono<Void> post(
            WebClient.RequestBodySpec request, MultiValueMap<String, String> form, String failure) {
        return request.body(BodyInserters.fromFormData(form))
                .retrieve()
                .toBodilessEntity()
                .timeout(LONGEST)
                .doOnError(refused ->
                        log.atWarn().addKeyValue("reason", refused.getMessage()).log(failure))
                .onErrorComplete()
                .then();
    }
}
