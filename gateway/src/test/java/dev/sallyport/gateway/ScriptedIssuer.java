package dev.sallyport.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An issuer that answers as it is told to, and signs whatever claims it is told to; the real one is in the system tests. */
final class ScriptedIssuer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RSAKey key;
    private final Map<String, Said> script = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** An answer; a header's value follows its name after a colon. */
    record Said(int status, String header, String body) {

        static Said json(int status, String body) {
            return new Said(status, "Content-Type: application/json", body);
        }
    }

    ScriptedIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("only").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
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

    /** What it says at a path from now on. */
    void says(String path, Said answer) {
        script.put(path, answer);
    }

    /** Lets no answer to a refresh go until this is counted down. */
    CountDownLatch holdRefreshes() {
        held = new CountDownLatch(1);
        return held;
    }

    /** What it was asked: a path, a space and a form each. */
    Queue<String> asked() {
        return asked;
    }

    /** A token response; each override is a claim's name and its value as JSON, which may be of any type. */
    Said tokens(String nonce, String refresh, Map<String, String> ofAccess, Map<String, String> ofId) {
        var id = new LinkedHashMap<>(
                Map.of("nonce", text(nonce), "aud", text("gateway"), "sid", text("issuer-session")));
        id.putAll(ofId);
        return Said.json(200, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 30, "refresh_token": "%s",
                 "id_token": "%s"}""".formatted(access(ofAccess), refresh, signed("JWT", id)));
    }

    String access(Map<String, String> claims) {
        var all = new LinkedHashMap<>(Map.of("aud", text("gateway"), "scope", text("openid orders:read")));
        all.putAll(claims);
        return signed("at+jwt", all);
    }

    private String signed(String type, Map<String, String> claims) {
        var now = Instant.now().getEpochSecond();
        var all = new LinkedHashMap<>(Map.of(
                "iss", text(url()),
                "sub", text("ada"),
                "jti", text(UUID.randomUUID().toString()),
                "iat", String.valueOf(now),
                "exp", String.valueOf(now + 300)));
        all.putAll(claims);
        var json = all.entrySet().stream()
                .map(claim -> text(claim.getKey()) + ": " + claim.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("only")
                .type(new JOSEObjectType(type))
                .build();
        try {
            var jws = new JWSObject(header, new Payload(json));
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(String value) {
        return '"' + value + '"';
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(path + " " + form);
            if (form.contains("grant_type=refresh_token")) {
                held.await();
            }
            var said = script.getOrDefault(path, usual(path));
            var header = said.header.split(": ", 2);
            var body = said.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add(header[0], header[1]);
            exchange.sendResponseHeaders(said.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Said usual(String path) {
        return switch (path) {
            case "/keys" -> Said.json(200, new JWKSet(key).toString(true));
            case "/.well-known/openid-configuration" -> Said.json(200, """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
                     "jwks_uri": "%1$s/keys", "userinfo_endpoint": "%1$s/userinfo",
                     "introspection_endpoint": "%1$s/introspect", "revocation_endpoint": "%1$s/revoke",
                     "end_session_endpoint": "%1$s/logout"}""".formatted(url()));
            default -> Said.json(200, "{}");
        };
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
        threads.close();
    }
}
