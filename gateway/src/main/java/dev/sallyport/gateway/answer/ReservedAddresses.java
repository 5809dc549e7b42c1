package dev.sallyport.gateway.answer;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Keeps the gateway's own addresses from falling through to a route: a callback with another method, or a mistyped
 * {@code /bff/…}, would carry codes and cookies to whatever service takes {@code /**}.
 */
@Configuration(proxyBeanMethods = false)
public class ReservedAddresses {

    private static final List<PathPattern> BEGINNINGS = Stream.of("/bff", "/login/oauth2")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private static final RequestPredicate OURS =
            request -> contain(request.requestPath().pathWithinApplication());

    /** The method of each. */
    private static final Map<String, String> KNOWN = Map.of(
            "/bff/login", "GET",
            "/bff/session", "GET",
            "/bff/sessions", "GET, DELETE",
            "/bff/logout", "POST",
            "/bff/backchannel-logout", "POST");

    /** Whether a path is one that no route gets. */
    public static boolean contain(PathContainer path) {
        for (var beginning : BEGINNINGS) {
            if (beginning.matchStartOfPath(path) != null) {
                return true;
            }
        }
        return false;
    }

    /** After the endpoints themselves, which are at -1. */
    @Bean
    RouterFunctionMapping reservedAddressesMapping(ServerCodecConfigurer codecs) {
        var mapping = new RouterFunctionMapping(RouterFunctions.route()
                .GET(
                        "/bff/onward",
                        reloaded -> ServerResponse.seeOther(URI.create("/"))
                                .cacheControl(CacheControl.noStore())
                                .build())
                .route(OURS, ReservedAddresses::refuse)
                .build());
        mapping.setMessageReaders(codecs.getReaders());
        mapping.setOrder(0);
        return mapping;
    }

    private static Mono<ServerResponse> refuse(ServerRequest request) {
        var allowed = KNOWN.get(request.path());
        return Mono.error(allowed == null ? Refusal.notFound() : Refusal.methodNotAllowed(allowed));
    }
}
