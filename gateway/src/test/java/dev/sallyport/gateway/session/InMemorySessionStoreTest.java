package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest extends SessionStoreContract {

    @Override
    SessionStore store() {
        return new InMemorySessionStore(SETTINGS, this::heard, clock);
    }

    @Test
    void keepsNoNameOfASessionThatIsGone() {
        var memory = (InMemorySessionStore) store;
        var second = SessionKey.create();
        create(second, session(second, "alice", "issuer-1"));

        store.end(second).then().block();
        assertThat(memory.bySubject.of("alice")).containsExactly(key.id());
        assertThat(memory.byIssuerSession.of("issuer-1")).containsExactly(key.id());

        store.end(key).then().block();
        assertThat(memory.bySubject.size()).isZero();
        assertThat(memory.byIssuerSession.size()).isZero();
    }

    @Test
    void countsNobodyAsLeftWhoseTimeIsOver() {
        assertThat(store.isAnyLeftOf("issuer-1").block()).isTrue();

        clock.passes(SETTINGS.idleTimeout());

        assertThat(store.isAnyLeftOf("issuer-1").block()).isFalse();
    }
}
