package dev.sallyport.keycloak.entitlement;

import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** The requests that one question takes, which can be cut off at any moment: while connecting, waiting or reading. */
final class Conversation {

    private @Nullable HttpUriRequest current;
    private boolean over;

    synchronized void begin(HttpUriRequest request) throws Unanswered {
        if (over) {
            throw new Unanswered(Outcome.DEADLINE);
        }
        current = request;
    }

    synchronized void cutOff() {
        over = true;
        if (current != null) {
            current.abort();
        }
    }
}
