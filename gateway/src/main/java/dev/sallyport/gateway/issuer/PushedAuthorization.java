package dev.sallyport.gateway.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * Hands an authorization request to the issuer itself (RFC 9126) where it takes one, so that nobody at the browser can
 * read it or change it. An issuer that takes them and refuses this one has refused the login: there is no second way.
 */
@Component
public final class PushedAuthorization {

    private final Issuer issuer;
    private final IssuerForms forms;

    PushedAuthorization(Issuer issuer, IssuerForms forms) {
        this.issuer = issuer;
        this.forms = forms;
    }

    /** Section 2.2 of the specification. */
    record Pushed(@JsonProperty("request_uri") @Nullable String requestUri) {}

    /** Where the browser goes to log in. Fails with {@link IssuerRefused} or {@link IssuerUnavailable}. */
    public Mono<URI> address(OAuth2AuthorizationRequest request) {
        return issuer.provider()
                .flatMap(provider -> provider.pushedAuthorization() == null
                        ? Mono.just(URI.create(request.getAuthorizationRequestUri()))
                        : push(provider, provider.pushedAuthorization(), request));
    }

    private Mono<URI> push(Provider provider, URI endpoint, OAuth2AuthorizationRequest request) {
        return forms.askForAnybody(provider, endpoint, form(request), Pushed.class)
                .mapNotNull(Pushed::requestUri)
                .switchIfEmpty(Mono.error(PushedAuthorization::noRequestUri))
                .map(requestUri -> address(request.getAuthorizationUri(), request.getClientId(), requestUri));
    }

    static URI address(String authorizationUri, String clientId, String requestUri) {
        return UriComponentsBuilder.fromUriString(authorizationUri)
                .queryParam("client_id", "{client}")
                .queryParam("request_uri", "{request}")
                .encode()
                .buildAndExpand(clientId, requestUri)
                .toUri();
    }

    /** What would stand in the address. */
    private static MultiValueMap<String, String> form(OAuth2AuthorizationRequest request) {
        var form = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.fromUriString(request.getAuthorizationRequestUri())
                .build(true)
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value -> form.add(decoded(name), decoded(value))));
        return form;
    }

    private static IssuerUnavailable noRequestUri() {
        return new IssuerUnavailable("No answer to a pushed request", new IllegalStateException("no request_uri"));
    }

    private static String decoded(String text) {
        return UriUtils.decode(text, StandardCharsets.UTF_8);
    }
}
