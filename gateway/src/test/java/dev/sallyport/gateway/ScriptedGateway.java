package dev.sallyport.gateway;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.gateway.ScriptedIssuer.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway between a {@link ScriptedIssuer} and a service, and a client of it. */
final class ScriptedGateway implements AutoCloseable {

    final ScriptedIssuer issuer = new ScriptedIssuer();

    /** How many requests arrived at the service. */
    final AtomicInteger relayed = new AtomicInteger();

    private final HttpServer service;
    private final ConfigurableApplicationContext gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    ScriptedGateway() {
        try {
            service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        service.createContext("/", exchange -> {
            relayed.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
        gateway = new SpringApplicationBuilder(GatewayApplication.class).run(settings());
    }

    private String[] settings() {
        var client = "--spring.security.oauth2.client.registration.issuer.";
        var routes = "--spring.cloud.gateway.server.webflux.routes";
        var uri = "http://localhost:" + service.getAddress().getPort();
        return new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--sallyport.access-token.introspect-every=1s",
            "--spring.security.oauth2.client.provider.issuer.issuer-uri=" + issuer.url(),
            client + "client-id=gateway",
            client + "client-secret=secret",
            client + "scope=openid",
            routes + "[0].id=own",
            routes + "[0].uri=" + uri,
            routes + "[0].predicates[0]=Path=/own/**",
            routes + "[0].filters[0]=Relay=",
            routes + "[1].id=orders",
            routes + "[1].uri=" + uri,
            routes + "[1].predicates[0]=Path=/orders/**",
            routes + "[1].filters[0]=Relay=orders"
        };
    }

    /** Begins a login and comes back from the issuer with a code; cookies are a name, an equals sign and a value each. */
    HttpResponse<String> logIn(Map<String, String> ofAccess, Map<String, String> ofId, String... cookies) {
        return logIn(nonce -> issuer.tokens(nonce, "refresh-at-login", ofAccess, ofId), cookies);
    }

    HttpResponse<String> logIn(Function<String, Said> tokens, String... cookies) {
        var begun = cookies.length == 0 ? get("/bff/login") : get("/bff/login", "Cookie", String.join("; ", cookies));
        var address = begun.headers().firstValue("location").orElseThrow();
        issuer.says("/token", tokens.apply(parameter(address, "nonce")));
        var pending = begun.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .toList();
        return get(
                "/login/oauth2/code/issuer?code=c&state=" + parameter(address, "state"),
                "Cookie",
                String.join("; ", pending));
    }

    /** The session cookie that an answer brings. */
    static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-session="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String path, String... headers) {
        return getLater(path, headers).join();
    }

    CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return http.sendAsync(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String... headers) {
        return http.sendAsync(
                        request(path, headers).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString())
                .join();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        gateway.close();
        http.close();
        service.stop(0);
        issuer.close();
    }
}
