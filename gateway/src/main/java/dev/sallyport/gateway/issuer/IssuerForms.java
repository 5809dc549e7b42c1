package dev.sallyport.gateway.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Posts forms to the issuer's endpoints as the client that we are; {@link TokenEndpoint} has its own way. Whatever goes
 * wrong is {@link IssuerRefused} or {@link IssuerUnavailable}.
 */
@Component
final class IssuerForms {

    private final WebClient http;
    private final WebClient httpForAnybody;
    private final ClientAuthentication authentication;

    IssuerForms(WebClient issuerHttp, WebClient issuerHttpForAnybody, ClientAuthentication authentication) {
        this.http = issuerHttp;
        this.httpForAnybody = issuerHttpForAnybody;
        this.authentication = authentication;
    }

    /** RFC 6749 section 5.2. */
    record Refused(
            @Nullable String error,
            @JsonProperty("error_description") @Nullable String description) {}

    /** Asks something that anybody can make us ask; the answer is JSON. */
    <T> Mono<T> askForAnybody(Provider provider, URI endpoint, MultiValueMap<String, String> form, Class<T> answer) {
        return ask(httpForAnybody, provider, endpoint, form, answer);
    }

    /** Asks something for somebody who is signed in, or for the gateway itself; the answer is JSON. */
    <T> Mono<T> ask(Provider provider, URI endpoint, MultiValueMap<String, String> form, Class<T> answer) {
        return ask(http, provider, endpoint, form, answer);
    }

    private <T> Mono<T> ask(
            WebClient client, Provider provider, URI endpoint, MultiValueMap<String, String> form, Class<T> answer) {
        return decided(
                endpoint,
                post(client, provider, endpoint, form)
                        .exchangeToMono(response -> response.statusCode().is2xxSuccessful()
                                ? response.bodyToMono(answer).switchIfEmpty(Mono.error(() -> empty(endpoint)))
                                : refused(response)));
    }

    /** Tells something of a session; the answer is a status. */
    Mono<Void> tell(Provider provider, URI endpoint, MultiValueMap<String, String> form) {
        return decided(
                endpoint,
                post(http, provider, endpoint, form)
                        .exchangeToMono(response ->
                                response.statusCode().is2xxSuccessful() ? response.releaseBody() : refused(response)));
    }

    private WebClient.RequestHeadersSpec<?> post(
            WebClient client, Provider provider, URI endpoint, MultiValueMap<String, String> form) {
        var headers = new HttpHeaders();
        var complete = new LinkedMultiValueMap<>(form);
        authentication.addTo(headers, complete, provider.client());
        return client.post()
                .uri(endpoint)
                .headers(all -> all.addAll(headers))
                .body(BodyInserters.fromFormData(complete));
    }

    private static <T> Mono<T> refused(ClientResponse response) {
        return response.bodyToMono(Refused.class)
                .onErrorReturn(new Refused(null, null))
                .defaultIfEmpty(new Refused(null, null))
                .flatMap(refused -> Mono.error(new IssuerRefused(
                        Objects.requireNonNullElse(
                                refused.error, response.statusCode().toString()),
                        refused.description)));
    }

    private static <T> Mono<T> decided(URI endpoint, Mono<T> answer) {
        return answer.onErrorMap(failure -> IssuerUnavailable.unlessRefused("No answer from " + endpoint, failure));
    }

    private static IssuerUnavailable empty(URI endpoint) {
        return IssuerUnavailable.malformed("No answer from " + endpoint, "nothing in it");
    }
}
