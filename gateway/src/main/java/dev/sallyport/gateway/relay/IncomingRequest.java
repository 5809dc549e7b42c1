package dev.sallyport.gateway.relay;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.sallyport.gateway.session.OwnCookies;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes from a request, before any filter of a route sees it, what a service might take for the gateway's word: our
 * cookies, {@code Authorization}, and every header that names a person or an address that the sender did not earn. What a
 * route's own filters add afterwards stays.
 */
@Component
final class IncomingRequest implements GlobalFilter, Ordered {

    private static final String ORIGINAL = IncomingRequest.class.getName() + ".original";

    /** By Spring Cloud Gateway's own filters, which know the trusted proxies. */
    private static final Set<String> LEFT_TO_PROXY_RULES = Set.of(
            "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-forwarded-prefix");

    /** With an underscore they say nothing to us, and perhaps much to a service. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private static final Set<String> NEVER = Set.of(
            "authorization",
            "proxy-authorization",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-real-ip",
            "x-rewrite-url",
            "x-method-override",
            "x-access-token",
            "x-id-token",
            "x-email",
            "x-host",
            "x-apigateway-api-userinfo",
            "x-arr-clientcert",
            "x-endpoint-api-userinfo",
            "x-group",
            "x-groups",
            "x-identity",
            "x-principal",
            "x-role",
            "x-roles",
            "x-scope",
            "x-scopes",
            "x-subject",
            "x-tenant",
            "x-tenant-id",
            "iv-creds",
            "iv-groups",
            "iv-user",
            "proxy",
            "dpop");

    private static final List<String> NEVER_PREFIXED = List.of(
            "x-forwarded",
            "x-auth",
            "x-client-cert",
            "x-client-dn",
            "x-client-verify",
            "x-consumer-",
            "x-credential-",
            "x-envoy-",
            "x-goog-authenticated-",
            "x-goog-iap-",
            "x-hasura-",
            "x-http-method",
            "x-http2-",
            "x-jwt-",
            "x-ms-client-principal",
            "x-ms-token-",
            "x-amzn-oidc-",
            "x-original-",
            "x-pomerium-",
            "x-remote-",
            "x-ssl-",
            "x-user",
            "x-vouch-",
            "x-webauth-",
            "x-appengine-",
            "x-azure-",
            "x-proxyuser-",
            "cf-access-",
            "client-cert",
            "impersonate-",
            "oidc-",
            "remote-",
            "shib-",
            "sm-",
            "ssl-client-",
            "tailscale-user-");

    /** Names are few, and are asked about with every request. */
    private static final LoadingCache<String, Boolean> PASSING =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build(IncomingRequest::mayPass);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var request = exchange.getRequest();
        exchange.getAttributes().putIfAbsent(ORIGINAL, request);
        exchange.getAttributes().remove(Decision.ATTRIBUTE);
        return chain.filter(RelayedExchange.of(exchange, new Cleaned(request)));
    }

    /** The request as it came, with the credentials. */
    static ServerHttpRequest of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ORIGINAL);
    }

    static HttpHeaders clean(HttpHeaders headers) {
        var cleaned = new HttpHeaders();
        for (var header : headers.headerSet()) {
            var name = header.getKey();
            if (name.equalsIgnoreCase(HttpHeaders.COOKIE)) {
                addCookies(cleaned, header.getValue());
            } else if (PASSING.get(name)) {
                cleaned.addAll(name, header.getValue());
            }
        }
        return cleaned;
    }

    /** Some servers read an underscore as a hyphen, so both spellings are one name. */
    private static boolean mayPass(String header) {
        var name = header.toLowerCase(Locale.ROOT).replace('_', '-');
        if (LEFT_TO_PROXY_RULES.contains(name)) {
            return name.length() == header.length() && header.indexOf('_') < 0;
        }
        if (header.indexOf('_') >= 0 && FRAMING.contains(name)) {
            return false;
        }
        return !NEVER.contains(name) && NEVER_PREFIXED.stream().noneMatch(name::startsWith);
    }

    private static void addCookies(HttpHeaders cleaned, List<String> values) {
        for (var value : values) {
            var others = OtherCookies.in(value);
            if (others != null) {
                cleaned.add(HttpHeaders.COOKIE, others);
            }
        }
    }

    private static final class Cleaned extends ServerHttpRequestDecorator {

        private final HttpHeaders headers;

        private Cleaned(ServerHttpRequest request) {
            super(request);
            this.headers = clean(request.getHeaders());
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public MultiValueMap<String, HttpCookie> getCookies() {
            var others = new LinkedMultiValueMap<String, HttpCookie>();
            super.getCookies().forEach((name, values) -> {
                if (!OwnCookies.contains(name)) {
                    others.addAll(name, values);
                }
            });
            return others;
        }
    }

    /** The cookies that are not ours. */
    private static final class OtherCookies {

        static @Nullable String in(String header) {
            var others = new StringBuilder();
            for (var part : header.split(";", -1)) {
                var cookie = part.trim();
                if (!cookie.isEmpty() && !OwnCookies.isIn(cookie)) {
                    others.append(others.isEmpty() ? "" : "; ").append(cookie);
                }
            }
            return others.isEmpty() ? null : others.toString();
        }
    }
}
