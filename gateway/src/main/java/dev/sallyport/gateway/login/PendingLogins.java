package dev.sallyport.gateway.login;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.gateway.answer.ReturnPath;
import dev.sallyport.gateway.seal.ServerKey;
import dev.sallyport.gateway.seal.ServerKeys;
import dev.sallyport.gateway.session.OwnCookies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The logins that a browser has under way, each sealed in a short-lived cookie of its own, so that tabs do not disturb
 * each other and nothing is stored for people who never come back. {@code SameSite=Lax}, for the issuer is another site.
 */
@Component
final class PendingLogins {

    private static final int MOST = 5;

    /** Of all together, in bytes: they go with every request, and servers bound the size of a request's headers. */
    private static final int LARGEST = 6_000;

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final String USE = "pending logins";

    private final ServerKeys keys;
    private final Clock clock = Clock.systemUTC();

    PendingLogins(ServerKeys keys) {
        this.keys = keys;
    }

    /** Gives the browser the cookie of a login; the oldest go when there are more than five, or they grow too large. */
    void add(ServerWebExchange exchange, PendingLogin login) {
        var sealed = seal(login);
        var held = held(exchange);
        var size = sealed.length() + held.values().stream().mapToInt(Held::size).sum();
        while (held.size() >= MOST || (size > LARGEST && !held.isEmpty())) {
            var oldest = Objects.requireNonNull(held.pollFirstEntry()).getValue();
            size -= oldest.size();
            exchange.getResponse().addCookie(gone(oldest.name()));
        }
        exchange.getResponse()
                .addCookie(form(name(login.state()), sealed).maxAge(LONGEST).build());
    }

    /** Takes the login of this state out of the browser; null if the browser has none, or it took too long. */
    @Nullable PendingLogin take(ServerWebExchange exchange, String state) {
        var cookie = exchange.getRequest().getCookies().getFirst(name(state));
        if (cookie == null) {
            return null;
        }
        exchange.getResponse().addCookie(gone(cookie.getName()));
        var login = open(cookie.getValue());
        return login != null && login.state().equals(state) ? login : null;
    }

    static boolean areIn(ServerWebExchange exchange) {
        return exchange.getRequest().getCookies().keySet().stream()
                .anyMatch(name -> name.startsWith(OwnCookies.LOGIN_PREFIX));
    }

    /** The names of the cookies, oldest login first; what cannot be opened is older than anything. */
    private NavigableMap<String, Held> held(ServerWebExchange exchange) {
        var held = new TreeMap<String, Held>();
        for (var cookies : exchange.getRequest().getCookies().entrySet()) {
            if (isPending(cookies)) {
                var value = cookies.getValue().getFirst().getValue();
                var login = open(value);
                var begun = login == null ? Instant.EPOCH : login.begun();
                held.put(begun + " " + cookies.getKey(), new Held(cookies.getKey(), value.length()));
            }
        }
        return held;
    }

    private record Held(String name, int size) {}

    private static boolean isPending(Map.Entry<String, List<HttpCookie>> cookies) {
        return cookies.getKey().startsWith(OwnCookies.LOGIN_PREFIX)
                && !cookies.getKey().equals(LoginLoop.COOKIE);
    }

    private String seal(PendingLogin login) {
        var claims = new JWTClaimsSet.Builder()
                .claim("state", login.state())
                .claim("nonce", login.nonce())
                .claim("verifier", login.codeVerifier())
                .claim("redirect", login.redirectUri())
                .claim("return", login.returnPath().value())
                .claim("former", login.formerSession())
                .issueTime(Date.from(login.begun()))
                .build();
        try {
            var key = keys.newest();
            var sealed = new EncryptedJWT(header(key), claims);
            sealed.encrypt(new DirectEncrypter(key.derive(USE)));
            return sealed.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable PendingLogin open(String value) {
        try {
            var sealed = EncryptedJWT.parse(value);
            var id = Base64URL.from(String.valueOf(sealed.getHeader().getKeyID()));
            var key = keys.withId(id.decode());
            if (key == null) {
                return null;
            }
            sealed.decrypt(new DirectDecrypter(key.derive(USE)));
            var claims = sealed.getJWTClaimsSet();
            var begun = claims.getIssueTime().toInstant();
            return begun.plus(LONGEST).isBefore(clock.instant())
                    ? null
                    : new PendingLogin(
                            text(claims, "state"),
                            text(claims, "nonce"),
                            text(claims, "verifier"),
                            text(claims, "redirect"),
                            ReturnPath.orHome(claims.getStringClaim("return")),
                            claims.getStringClaim("former"),
                            begun);
        } catch (ParseException | JOSEException | IllegalArgumentException forged) {
            return null;
        }
    }

    private static JWEHeader header(ServerKey key) {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(Base64URL.encode(key.id()).toString())
                .build();
    }

    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        return Objects.requireNonNull(claims.getStringClaim(name));
    }

    private static ResponseCookie gone(String name) {
        return form(name, "").maxAge(0).build();
    }

    private static ResponseCookie.ResponseCookieBuilder form(String name, String value) {
        return ResponseCookie.from(name, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/");
    }

    static String name(String state) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return OwnCookies.LOGIN_PREFIX
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
