package dev.sallyport.gateway.token;

import dev.sallyport.gateway.issuer.Issuer;
import dev.sallyport.gateway.issuer.UnacceptableToken;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom an access token may be meant for to be of use here: the gateway itself, and the services that routes relay to. */
@Component
public final class Audiences {

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final String gateway;

    Audiences(Issuer issuer) {
        gateway = issuer.clientId();
        known.add(gateway);
    }

    /** A service that some route relays to. */
    public void add(String service) {
        known.add(service);
    }

    Set<String> all() {
        return known;
    }

    /** The token itself if it is meant for one of these; else fails with {@link UnacceptableToken}. */
    public AccessToken requireAny(AccessToken token) {
        if (token.audience().stream().noneMatch(known::contains)) {
            throw new UnacceptableToken("audience " + token.audience());
        }
        return token;
    }

    /** Whether a token is meant for the gateway, or for the service if one is named. */
    public boolean isFor(AccessToken token, @Nullable String service) {
        return token.audience().contains(gateway)
                || (service != null && token.audience().contains(service));
    }
}
