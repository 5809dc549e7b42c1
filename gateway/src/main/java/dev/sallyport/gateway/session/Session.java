package dev.sallyport.gateway.session;

import dev.sallyport.gateway.token.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway holds for one person at one browser.
 *
 * @param id the store's name for it
 * @param person who it is, as the ID token said
 * @param browser what the person logged in with
 * @param tokens what the issuer gave
 * @param begun when the person logged in
 * @param lastUsed when a request was last let through with it, to about a second
 */
public record Session(String id, Person person, Browser browser, Tokens tokens, Instant begun, Instant lastUsed) {

    /**
     * Who logged in.
     *
     * @param subject the issuer's name for the person, {@code sub}
     * @param username what the person calls themself at login
     * @param name the person's name, for people to read
     * @param issuerSession the issuer's name for its own session, {@code sid}, by which it tells us that it ended
     */
    public record Person(
            String subject,
            String username,
            String name,
            @Nullable String issuerSession) {

        @Override
        public String toString() {
            return "Person[subject=" + subject + "]";
        }
    }

    /** The tokens of a session; none of them ever leaves for the browser. */
    public record Tokens(AccessToken access, @Nullable String refresh, String id) {

        @Override
        public String toString() {
            return "Tokens[" + access + "]";
        }
    }

    Session refreshed(Tokens fresh) {
        return new Session(id, person, browser, fresh, begun, lastUsed);
    }

    Session usedAt(Instant now) {
        return new Session(id, person, browser, tokens, begun, now);
    }

    /** Whether nobody has refreshed the one since the other was read. */
    boolean hasTokensOf(Session other) {
        return tokens.access().value().equals(other.tokens.access().value());
    }
}
