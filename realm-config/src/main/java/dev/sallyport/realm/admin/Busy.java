package dev.sallyport.realm.admin;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** An answer after which it is worth to come again. */
final class Busy extends IOException {

    private static final long serialVersionUID = 1L;

    /** With 500, Keycloak's database has given way to another, and its export to another at the same time. */
    private static final Set<Integer> STATUS = Set.of(429, 500, 502, 503, 504);

    private static final long LONGEST_WAIT = 30;

    final int status;
    final String body;
    private final transient Duration wait;

    private Busy(HttpResponse<?> response, String body) {
        super("HTTP " + response.statusCode());
        this.status = response.statusCode();
        this.body = body;
        this.wait = wait(response);
    }

    /** Throws it when the response is one. */
    static void orElse(HttpResponse<?> response, String body) throws Busy {
        if (is(response)) {
            throw new Busy(response, body);
        }
    }

    /** A conflict too, unless something was to be created: two changes of one thing at the same time. */
    static boolean is(HttpResponse<?> response) {
        var conflict =
                response.statusCode() == 409 && !response.request().method().equals("POST");
        return conflict || STATUS.contains(response.statusCode());
    }

    /** Whether Keycloak did not begin with the call: a gateway before it may have given up during it. */
    boolean nothingDone() {
        return status == 429 || status == 503;
    }

    /** What {@code Retry-After} asks for, at least. */
    Duration wait(Duration otherwise) {
        return wait.compareTo(otherwise) > 0 ? wait : otherwise;
    }

    private static Duration wait(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(seconds))))
                .orElse(Duration.ZERO);
    }
}
