package dev.sallyport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest extends SessionStoreContract {

    @Override
    SessionStore store() {
        return new InMemorySessionStore(SETTINGS, this::heard, clock);
    }

    @Test
    void findsTheFewByWhatTheyHaveInCommonAndKeepsNoNameOfWhatIsGone() {
        var index = new InMemoryIndex();
        index.add("alice", "first");
        index.add("alice", "second");
        index.add("bob", "third");

        index.remove("alice", "first");
        index.remove("bob", "third");

        assertThat(index.of("alice")).containsExactly("second");
        assertThat(index.of("bob")).isEmpty();
        assertThat(index.size()).isOne();
    }
}
