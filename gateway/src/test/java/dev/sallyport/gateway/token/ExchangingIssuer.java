package dev.sallyport.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of an issuer as exchanges tokens for orders; the real one is in the system tests. */
final class ExchangingIssuer implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile boolean down;
    private volatile Duration age = Duration.ZERO;

    ExchangingIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("only").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void down(boolean isDown) {
        down = isDown;
    }

    /** How old the tokens shall look that are exchanged from now on; each has another 30 seconds to live. */
    void age(Duration value) {
        age = value;
    }

    int exchanges() {
        return exchanges.get();
    }

    String token(String... audience) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("ada")
                .audience(List.of(audience))
                .claim("scope", "openid orders:read")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.minus(age)))
                .expirationTime(Date.from(now.plusSeconds(30)))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("only")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = body(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String body(String path) {
        return switch (path) {
            case "/keys" -> new JWKSet(key).toString(true);
            case "/token" -> {
                exchanges.incrementAndGet();
                yield """
                        {"access_token": "%s", "token_type": "Bearer", "expires_in": 30,
                         "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}""".formatted(token("orders"));
            }
            default -> """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys"}""".formatted(url());
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
