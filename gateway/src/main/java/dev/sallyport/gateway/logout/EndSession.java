package dev.sallyport.gateway.logout;

import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.Provider;
import dev.sallyport.gateway.session.Session;
import java.net.URI;
import java.time.Duration;
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
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Ends a session at the issuer: asks for the end of the issuer's own session (RP-Initiated Logout 1.0), and revokes the
 * refresh token (RFC 7009).
 *
 * <p>The first request carries the ID token as its hint, and an ID token is a token: it goes from here to the issuer, never
 * through the browser. The browser follows without a hint; the issuer then finds its session ended, takes back its
 * cookies, and asks nothing.
 */
@Component
final class EndSession {

    private static final Logger log = LoggerFactory.getLogger(EndSession.class);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Issuer issuer;
    private final WebClient http;

    EndSession(Issuer issuer, WebClient issuerHttp) {
        this.issuer = issuer;
        this.http = issuerHttp;
    }

    /** Where the browser goes next. An issuer that does not answer keeps nobody logged in here. */
    Mono<URI> atIssuer(ServerWebExchange exchange, Session session) {
        return issuer.provider()
                .flatMap(provider -> end(provider, session.tokens().id())
                        .then(revoke(provider, session.tokens().refresh()))
                        .thenReturn(next(provider, exchange)))
                .onErrorReturn(URI.create("/"));
    }

    private Mono<Void> revoke(Provider provider, @Nullable String refreshToken) {
        if (provider.revocation() == null || refreshToken == null) {
            return Mono.empty();
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", refreshToken);
        form.add("token_type_hint", "refresh_token");
        return post(provider.client(), provider.revocation(), form, "refresh token not revoked");
    }

    private Mono<Void> end(Provider provider, String idToken) {
        if (provider.endSession() == null) {
            return Mono.empty();
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("id_token_hint", idToken);
        form.add("client_id", provider.client().getClientId());
        return post(provider.client(), provider.endSession(), form, "issuer session not ended");
    }

    private Mono<Void> post(
            ClientRegistration client, URI address, MultiValueMap<String, String> form, String failure) {
        if (ClientAuthenticationMethod.CLIENT_SECRET_POST.equals(client.getClientAuthenticationMethod())) {
            form.add("client_id", client.getClientId());
            form.add("client_secret", client.getClientSecret());
        }
        return http.post()
                .uri(address)
                .headers(headers -> {
                    if (ClientAuthenticationMethod.CLIENT_SECRET_BASIC.equals(client.getClientAuthenticationMethod())) {
                        headers.setBasicAuth(client.getClientId(), client.getClientSecret());
                    }
                })
                .body(BodyInserters.fromFormData(form))
                .retrieve()
                .toBodilessEntity()
                .timeout(LONGEST)
                .doOnError(refused ->
                        log.atWarn().addKeyValue("reason", refused.getMessage()).log(failure))
                .onErrorComplete()
                .then();
    }

    private static URI next(Provider provider, ServerWebExchange exchange) {
        if (provider.endSession() == null) {
            return URI.create("/");
        }
        return UriComponentsBuilder.fromUri(provider.endSession())
                .queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{home}")
                .encode()
                .buildAndExpand(provider.client().getClientId(), home(provider.client(), exchange))
                .toUri();
    }

    /** The gateway's front door, which stands in the redirect URI as the browser knows it. */
    private static String home(ClientRegistration client, ServerWebExchange exchange) {
        var redirect = client.getRedirectUri();
        var origin = redirect != null && redirect.startsWith("http")
                ? UriComponentsBuilder.fromUriString(redirect)
                : UriComponentsBuilder.fromUri(exchange.getRequest().getURI());
        return origin.replacePath("/").replaceQuery(null).build().toUriString();
    }
}
