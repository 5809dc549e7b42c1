package dev.sallyport.invoices;

import static dev.sallyport.invoices.StubIssuer.accessToken;
import static dev.sallyport.invoices.StubIssuer.claims;
import static dev.sallyport.invoices.StubIssuer.signed;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@RunningService
class AcceptedTokensTest {

    @Autowired
    RestTestClient service;

    @Test
    void includeOneSignedWithRsa() {
        whoami("Bearer " + accessToken()).expectStatus().isOk();
    }

    @Test
    void includeOneSignedWithAnEllipticCurve() throws JOSEException {
        whoami("Bearer " + StubIssuer.signedWithEllipticCurve(claims()))
                .expectStatus()
                .isOk();
    }

    @Test
    void includeOneThatNamesOtherServicesToo() {
        whoami("Bearer " + signed(claims().audience(List.of("orders", "invoices"))))
                .expectStatus()
                .isOk();
    }

    @Test
    void areAskedForWhereThereIsNone() {
        service.get()
                .uri("/api/invoices/whoami")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"invoices\"")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @MethodSource
    void excludeWhatTheIssuerDidNotMeanForUs(String token) {
        whoami("Bearer " + token)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"invoices\", error=\"invalid_token\"")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .json("""
                        {"title": "Unauthorized", "status": 401, "instance": "/api/invoices/whoami",
                         "detail": "The access token is not valid here.", "error": "invalid_token"}""");
    }

    static Stream<Arguments> excludeWhatTheIssuerDidNotMeanForUs() throws JOSEException {
        var anHourAgo = Date.from(Instant.now().minusSeconds(3600));
        var inAnHour = Date.from(Instant.now().plusSeconds(3600));
        var strangersKey = new RSAKeyGenerator(2048).keyID("rsa").generate();
        var publicKey = StubIssuer.RSA.toRSAPublicKey().getEncoded();
        return Stream.of(
                argumentSet("another audience", signed(claims().audience("orders"))),
                argumentSet("no audience", signed(claims().audience((String) null))),
                argumentSet("another issuer", signed(claims().issuer("https://issuer.example"))),
                argumentSet("no issuer", signed(claims().issuer(null))),
                argumentSet("expired", signed(claims().expirationTime(anHourAgo))),
                argumentSet("never expires", signed(claims().expirationTime(null))),
                argumentSet("not yet", signed(claims().notBeforeTime(inAnHour))),
                argumentSet("no subject", signed(claims().subject(null))),
                argumentSet("ID token", signed(claims(), "JWT")),
                argumentSet("logout token", signed(claims(), "logout+jwt")),
                argumentSet("no type", signed(claims(), header(JWSAlgorithm.RS256), StubIssuer.signer(StubIssuer.RSA))),
                argumentSet("unsigned", new PlainJWT(claims().build()).serialize()),
                argumentSet(
                        "another key", signed(claims(), typed(JWSAlgorithm.RS256), StubIssuer.signer(strangersKey))),
                argumentSet(
                        "another algorithm",
                        signed(claims(), typed(JWSAlgorithm.PS512), StubIssuer.signer(StubIssuer.RSA))),
                argumentSet(
                        "public key as secret", signed(claims(), typed(JWSAlgorithm.HS256), new MACSigner(publicKey))),
                argumentSet("changed on the way", changed(accessToken())),
                argumentSet("not a token", "invoices"));
    }

    private RestTestClient.ResponseSpec whoami(String authorization) {
        return service.get()
                .uri("/api/invoices/whoami")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    private static JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID("rsa").build();
    }

    private static JWSHeader typed(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("rsa")
                .build();
    }

    private static String changed(String token) {
        var parts = token.split("\\.", -1);
        var claims = claims("invoices:approve").build().toPayload().toBase64URL();
        return parts[0] + "." + claims + "." + parts[2];
    }
}
