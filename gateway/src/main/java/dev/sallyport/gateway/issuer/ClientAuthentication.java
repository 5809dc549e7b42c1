package dev.sallyport.gateway.issuer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Shows the issuer who we are, by a secret (RFC 6749 section 2.3.1), where Spring's own clients do not. */
@Component
final class ClientAuthentication {

    /** Adds to a request what the issuer knows the client by. */
    void addTo(HttpHeaders headers, MultiValueMap<String, String> form, ClientRegistration client) {
        var secret = Objects.requireNonNullElse(client.getClientSecret(), "");
        if (ClientAuthenticationMethod.CLIENT_SECRET_BASIC.equals(client.getClientAuthenticationMethod())) {
            headers.setBasicAuth(encoded(client.getClientId()), encoded(secret));
            return;
        }
        form.set("client_id", client.getClientId());
        if (ClientAuthenticationMethod.CLIENT_SECRET_POST.equals(client.getClientAuthenticationMethod())) {
            form.set("client_secret", secret);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
