package dev.sallyport.gateway.issuer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Asks the UserInfo endpoint (OpenID Connect Core 1.0 section 5.3) whether the issuer still honours an access token. It is
 * the one place where every issuer must say so; introspection answers only for tokens that are meant for the one who asks.
 */
@Component
public final class UserInfo {

    private final Issuer issuer;
    private final WebClient http;

    UserInfo(Issuer issuer, WebClient issuerHttp) {
        this.issuer = issuer;
        this.http = issuerHttp;
    }

    /** True only if the issuer says that the token is not good (RFC 6750 section 3.1); false when it says anything else. */
    public Mono<Boolean> refuses(String accessToken) {
        return issuer.provider()
                .mapNotNull(provider -> provider.client()
                        .getProviderDetails()
                        .getUserInfoEndpoint()
                        .getUri())
                .flatMap(uri -> http.get()
                        .uri(uri)
                        .headers(headers -> headers.setBearerAuth(accessToken))
                        .exchangeToMono(response -> response.releaseBody()
                                .thenReturn(response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                                        && isInvalidToken(response.headers().asHttpHeaders()))))
                .onErrorReturn(false)
                .defaultIfEmpty(false);
    }

    private static boolean isInvalidToken(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.WWW_AUTHENTICATE).stream()
                .anyMatch(challenge -> challenge.contains("invalid_token"));
    }
}
