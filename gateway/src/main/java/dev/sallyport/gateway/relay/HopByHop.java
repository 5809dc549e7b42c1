package dev.sallyport.gateway.relay;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;

/** Headers that concern one connection, and end with it (RFC 9110 section 7.6.1). */
final class HopByHop {

    private static final SortedSet<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMES.addAll(List.of(
                "connection",
                "http2-settings",
                "keep-alive",
                "proxy-authenticate",
                "proxy-authorization",
                "proxy-connection",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "x-application-context"));
    }

    private final List<String> nominated;

    private HopByHop(List<String> nominated) {
        this.nominated = nominated;
    }

    /** The usual ones, and those that {@code Connection} names. */
    static HopByHop of(HttpHeaders headers) {
        return new HopByHop(headers.getConnection());
    }

    boolean contains(String name) {
        return NAMES.contains(name) || isNominated(name);
    }

    private boolean isNominated(String name) {
        for (var other : nominated) {
            if (other.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
