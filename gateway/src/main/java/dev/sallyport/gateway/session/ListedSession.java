package dev.sallyport.gateway.session;

import java.time.Instant;

/** One of a person's sessions, as the person may see it from another one. */
record ListedSession(String id, Browser browser, Instant begun, Instant lastUsed) {

    static ListedSession of(Session session) {
        return new ListedSession(session.id(), session.browser(), session.begun(), session.lastUsed());
    }
}
