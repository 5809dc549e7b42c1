package dev.sallyport.keycloak.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;

/** The access token that one source is asked with (RFC 6749 section 4.4), kept until shortly before it expires. */
final class AccessTokens {

    /** The syntax of RFC 6750 section 2.1, so that nothing else gets into a header. */
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");

    private static final Duration EARLY = Duration.ofSeconds(10);
    private static final long LONGEST_SECONDS = 3600;

    private final SourceHttp http;
    private @Nullable String token;
    private long dueAt;

    AccessTokens(SourceHttp http) {
        this.http = http;
    }

    /**
     * A token to ask with: the one that was kept, or a new one.
     *
     * @param kept whether it was there before this question: a source may have stopped taking it
     */
    record Token(String value, boolean kept) {

        @Override
        public String toString() {
            return "Token[kept=" + kept + "]";
        }
    }

    synchronized Token token(URI url, String clientId, String secret, Conversation conversation, Deadline deadline)
            throws Unanswered {
        var known = token;
        return known != null && System.nanoTime() - dueAt < 0
                ? new Token(known, true)
                : new Token(ask(request(url, clientId, secret), conversation, deadline), false);
    }

    /** For when a source does not take it. A later one, which another question got meanwhile, stays. */
    synchronized void forget(Token refused) {
        if (refused.value().equals(token)) {
            token = null;
        }
    }

    static boolean isToken(String value) {
        return B64TOKEN.matcher(value).matches();
    }

    private String ask(HttpPost request, Conversation conversation, Deadline deadline) throws Unanswered {
        var answer = JsonAnswer.object(http.send(request, conversation, deadline));
        var given = answer.path("access_token").asText("");
        if (!isToken(given)) {
            throw new Unanswered(Outcome.UNREADABLE);
        }
        var seconds = Math.min(LONGEST_SECONDS, answer.path("expires_in").asLong(0));
        dueAt = System.nanoTime() + Duration.ofSeconds(seconds).minus(EARLY).toNanos();
        token = given;
        return given;
    }

    private static HttpPost request(URI url, String clientId, String secret) {
        var request = new HttpPost(url);
        request.setEntity(
                new UrlEncodedFormEntity(List.of(new BasicNameValuePair("grant_type", "client_credentials")), UTF_8));
        request.setHeader("Authorization", "Basic " + basic(clientId, secret));
        return request;
    }

    private static String basic(String clientId, String secret) {
        var pair = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
