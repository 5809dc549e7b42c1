package dev.sallyport.gateway.session;

class InMemorySessionStoreTest extends SessionStoreContract {

    @Override
    SessionStore store() {
        return new InMemorySessionStore(SETTINGS, this::heard, clock);
    }
}
