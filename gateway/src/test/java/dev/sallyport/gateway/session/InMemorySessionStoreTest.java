package dev.sallyport.gateway.session;

import java.time.Clock;

class InMemorySessionStoreTest extends SessionStoreContract {

    @Override
    SessionStore store(Clock clock) {
        return new InMemorySessionStore(SETTINGS, clock);
    }
}
