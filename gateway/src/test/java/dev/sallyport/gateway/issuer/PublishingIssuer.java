package dev.sallyport.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

/** As much of an issuer as its metadata and its keys; the real one is in the system tests. */
final class PublishingIssuer implements AutoCloseable {

    private final HttpServer server;
    private volatile List<RSAKey> keys = List.of();
    private volatile boolean down;
    private volatile String tokenPath = "/token";
    private volatile String type = "application/json";
    private volatile String said = "{}";
    private final Map<String, String> instead = new ConcurrentHashMap<>();

    PublishingIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void publish(RSAKey... all) {
        keys = List.of(all);
    }

    void down(boolean isDown) {
        down = isDown;
    }

    void tokensAt(String path) {
        tokenPath = path;
    }

    /** What it says to everything but questions for its metadata and its keys. */
    void says(String contentType, String body) {
        type = contentType;
        said = body;
    }

    /** What it says to a question for its metadata or its keys instead of them. */
    void publishes(String path, String body) {
        instead.put(path, body);
    }

    /** As it should be. */
    String metadata() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s%2$s",
                 "jwks_uri": "%1$s/keys", "introspection_endpoint": "%1$s/introspect"}""".formatted(url(), tokenPath);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The settings of a client of it. */
    OAuth2ClientProperties client() {
        var properties = new OAuth2ClientProperties();
        var provider = new OAuth2ClientProperties.Provider();
        provider.setIssuerUri(url());
        properties.getProvider().put("issuer", provider);
        var registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("gateway");
        registration.setClientSecret("secret");
        registration.setScope(Set.of("openid"));
        properties.getRegistration().put("issuer", registration);
        return properties;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var isPublished = path.equals("/keys") || path.startsWith("/.well-known/");
            var body = (isPublished ? published(path) : said).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", isPublished ? "application/json" : type);
            exchange.sendResponseHeaders(down ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String published(String path) {
        var body = instead.get(path);
        if (body != null) {
            return body;
        }
        return path.equals("/keys")
                ? new JWKSet(keys.stream().map(JWK.class::cast).toList()).toString(true)
                : metadata();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
