package dev.sallyport.invoices;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Stands in for Keycloak, which the system tests have: real keys, at real addresses, for whatever token a test makes up. */
final class StubIssuer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String TENANT = "https://sallyport.dev/claims/tenant";

    static final RSAKey RSA;
    static final ECKey EC;
    static final AtomicBoolean AWAY = new AtomicBoolean();

    private static final HttpServer SERVER;

    static {
        try {
            RSA = new RSAKeyGenerator(2048).keyID("rsa").generate();
            EC = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            SERVER = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException failed) {
            throw new ExceptionInInitializerError(failed);
        }
        var document = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(address(), address());
        serve("/.well-known/openid-configuration", document);
        serve("/jwks", new JWKSet(List.of(RSA, EC)).toPublicJWKSet().toString());
        SERVER.start();
    }

    @Override
    public void initialize(ConfigurableApplicationContext service) {
        TestPropertyValues.of("SALLYPORT_ISSUER=" + address()).applyTo(service);
    }

    static String address() {
        return "http://localhost:" + SERVER.getAddress().getPort();
    }

    /** What a good access token says: of alice, in the tenant north, for this service, for a minute from now. */
    static JWTClaimsSet.Builder claims(String... scopes) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(address())
                .audience("invoices")
                .subject("alice")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim("azp", "gateway")
                .claim("scope", String.join(" ", scopes))
                .claim(TENANT, "north");
    }

    static String accessToken(String... scopes) {
        return signed(claims(scopes));
    }

    static String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, "at+jwt");
    }

    static String signed(JWTClaimsSet.Builder claims, String type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .keyID("rsa");
        return signed(claims, header.build(), signer(RSA));
    }

    static String signedWithEllipticCurve(JWTClaimsSet.Builder claims) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("ec");
        return signed(claims, header.build(), new ECDSASigner(EC));
    }

    static String signed(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalArgumentException(failed);
        }
    }

    static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException failed) {
            throw new IllegalArgumentException(failed);
        }
    }

    private static void serve(String path, String json) {
        SERVER.createContext(path, exchange -> answer(exchange, json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(AWAY.get() ? 503 : 200, json.length);
            exchange.getResponseBody().write(json);
        }
    }
}
