package dev.sallyport.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The gateway in this process, to measure parts of it by themselves: with sessions in memory, without routes, and with an
 * issuer that has a key and nothing else.
 */
@NullMarked
public final class RunningGateway implements AutoCloseable {

    private final RSAKey key;
    private final HttpServer issuer;
    private final ConfigurableApplicationContext context;

    public RunningGateway() {
        try {
            this.key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
            this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException failed) {
            throw new IllegalStateException(failed);
        }
        answer("/.well-known/openid-configuration", metadata());
        answer("/keys", "{\"keys\": [" + key.toPublicJWK().toJSONString() + "]}");
        issuer.start();
        this.context = SpringApplication.run(
                GatewayApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.root=warn",
                "--spring.security.oauth2.client.registration.keycloak.client-id=gateway",
                "--spring.security.oauth2.client.registration.keycloak.client-secret=gateway-secret",
                "--spring.security.oauth2.client.registration.keycloak.scope=openid",
                "--spring.security.oauth2.client.provider.keycloak.issuer-uri=" + url());
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** An access token for the gateway, of a person's usual size. */
    public String token() {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("8f1f6e52-9f5b-4f52-9d3c-0a8e4a3a0c1e")
                .audience(List.of("gateway"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(36_000)))
                .claim("scope", "openid orders invoices orders:read orders:write invoices:read")
                .claim("preferred_username", "alice")
                .claim("realm_access", Map.of("roles", List.of("customer", "staff", "accountant")))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        context.close();
        issuer.stop(0);
    }

    private String url() {
        return "http://localhost:" + issuer.getAddress().getPort();
    }

    private String metadata() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"]}""".formatted(url());
    }

    private void answer(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        issuer.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
