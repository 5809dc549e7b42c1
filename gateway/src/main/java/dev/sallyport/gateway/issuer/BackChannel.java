package dev.sallyport.gateway.issuer;

import java.net.URI;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends what the gateway asks of the issuer to the issuer's inner address. The metadata names addresses for browsers, some
 * of which the gateway cannot reach: Keycloak's revocation and logout endpoints among them, whatever its own settings.
 */
record BackChannel(String issuer, String inner) implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return next.exchange(
                ClientRequest.from(request).url(reached(request.url())).build());
    }

    /** An address at the issuer as the gateway reaches it; any other as it is. */
    URI reached(URI address) {
        var text = address.toString();
        var isIssuers = text.equals(issuer) || text.startsWith(issuer + "/");
        return isIssuers ? URI.create(inner + text.substring(issuer.length())) : address;
    }
}
