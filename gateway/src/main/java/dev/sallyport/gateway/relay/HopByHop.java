package dev.sallyport.gateway.relay;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Headers that concern one connection, and end with it (RFC 9110 section 7.6.1). */
final class HopByHop {

    private static final Set<String> NAMES = Set.of(
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
            "x-application-context");

    private static final LoadingCache<String, Boolean> KNOWN = Caffeine.newBuilder()
            .maximumSize(1_000)
            .executor(Runnable::run)
            .build(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));

    private final List<String> nominated;

    private HopByHop(List<String> nominated) {
        this.nominated = nominated;
    }

    /** The usual ones, and those that {@code Connection} names. */
    static HopByHop of(HttpHeaders headers) {
        return new HopByHop(headers.getConnection());
    }

    boolean contains(String name) {
        return KNOWN.get(name) || isNominated(name);
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
