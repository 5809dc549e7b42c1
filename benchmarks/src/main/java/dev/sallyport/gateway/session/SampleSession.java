package dev.sallyport.gateway.session;

import dev.sallyport.gateway.RunningGateway;
import dev.sallyport.gateway.token.AccessToken;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** A session as most are: one token of about a kilobyte, a refresh token and an ID token of the same size. */
@NullMarked
public final class SampleSession {

    private SampleSession() {}

    /** Keeps one in the gateway, and gives its cookie's value. */
    public static String cookieIn(RunningGateway gateway) {
        var key = SessionKey.create();
        Objects.requireNonNull(gateway.part(SessionStore.class)
                .create(key, of(key, gateway.token()))
                .block());
        return key.cookieValue();
    }

    static Session of(SessionKey key, String token) {
        var now = Instant.now();
        var scopes = Set.of("openid", "orders", "invoices", "orders:read", "orders:write", "invoices:read");
        Map<String, Object> claims = Map.of("sub", "alice", "preferred_username", "alice", "scope", "openid orders");
        var access =
                new AccessToken(token, "thumbprint", Set.of("gateway"), scopes, now, now.plusSeconds(36_000), claims);
        var person = new Session.Person("alice", "alice", "Alice Kim", "3f6d1493-5a22-4700-9b76-daa800506ec2");
        var browser = new Browser("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "2001:db8::1");
        return new Session(key.id(), person, browser, new Session.Tokens(access, token, token), now, now);
    }
}
