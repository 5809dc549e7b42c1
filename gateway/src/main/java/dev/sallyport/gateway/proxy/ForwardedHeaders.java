package dev.sallyport.gateway.proxy;

import java.util.List;
import org.springframework.http.HttpHeaders;

/** What services hear of the proxies in front: what a trusted one said, and nothing else. */
public final class ForwardedHeaders {

    private static final List<String> TOLD =
            List.of(ForwardedRequests.FOR, ForwardedRequests.PROTO, ForwardedRequests.HOST);

    private static final String PREFIX = "X-Forwarded-";

    private ForwardedHeaders() {}

    /** Whether a header of this name is a proxy's to set. */
    public static boolean contains(String name) {
        return name.equalsIgnoreCase("Forwarded") || name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
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
