package dev.sallyport.gateway.proxy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** What services hear of the proxies in front: what a trusted one said, and nothing else. */
public final class ForwardedHeaders {

    private static final List<String> TOLD =
            List.of(ForwardedRequests.FOR, ForwardedRequests.PROTO, ForwardedRequests.HOST);

    /** Names are few, and are asked about with every request. */
    private static final LoadingCache<String, Boolean> KNOWN = Caffeine.newBuilder()
            .maximumSize(1_000)
            .executor(Runnable::run)
            .build(name -> isForwarded(name.toLowerCase(Locale.ROOT)));

    private ForwardedHeaders() {}

    /** Whether a header of this name is a proxy's to set. */
    public static boolean contains(String name) {
        return KNOWN.get(name);
    }

    private static boolean isForwarded(String name) {
        return name.equals("forwarded") || name.startsWith("x-forwarded-");
    }

    /** Adds to the headers for a service what is believed of those of the request. */
    public static void tell(HttpHeaders believed, HttpHeaders outgoing) {
        for (var name : TOLD) {
            var value = believed.getFirst(name);
            if (value != null) {
                outgoing.set(name, value);
            }
        }
    }
}
