package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Stack;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A caller's own token, at a route for {@code orders}. */
@GatewayTest
class BearerTokenTest {

    private static final String ROUTE = "/orders/";

    /** By how many seconds the gateway lets Keycloak's clock and its own differ. */
    private static final int CLOCK_SKEW = 10;

    private final SecondGateway gateway;
    private final OwnRealm realm;

    BearerTokenTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
    }

    /** Each is wrong in one point; all else is as in a good token. */
    static final List<Arguments> FORGERIES = List.of(
            forged("alg none", key -> token -> token.withHeader("alg", "none").unsigned()),
            forged("alg None", key -> token -> token.withHeader("alg", "None").unsigned()),
            forged("no signature", key -> Jwt::unsigned),
            forged(
                    "a MAC with the public key",
                    key -> token -> token.withHeader("alg", "HS256")
                            .authenticatedWith(key.pair().getPublic().getEncoded())),
            forged(
                    "a MAC with the public key in PEM",
                    key -> token -> token.withHeader("alg", "HS256").authenticatedWith(pem(key))),
            forged("an unknown key under a known name", key -> token -> token.signedWith(strangersKey())),
            forged(
                    "an unknown key under an unknown name",
                    key -> token -> token.withHeader("kid", "stranger").signedWith(strangersKey())),
            forged(
                    "an unknown key without a name",
                    key -> token -> without(token, "kid").signedWith(strangersKey())),
            forged(
                    "a key of its own",
                    key -> token -> token.withHeader("jwk", "{}").signedWith(strangersKey())),
            forged("type JWT", changed(token -> token.withHeader("typ", "JWT"))),
            forged("type logout+jwt", changed(token -> token.withHeader("typ", "logout+jwt"))),
            forged("no type", changed(token -> without(token, "typ"))),
            forged("a critical header", changed(token -> token.withHeader("crit", List.of("exp")))),
            forged("another issuer", changed(token -> token.with("iss", "https://issuer.example"))),
            forged(
                    "an issuer with a slash more",
                    changed(token -> token.with("iss", token.claims().get("iss") + "/"))),
            forged("no issuer", changed(token -> token.without("iss"))),
            forged("another audience", changed(token -> token.with("aud", "invoices"))),
            forged("several other audiences", changed(token -> token.with("aud", List.of("invoices", "account")))),
            forged("an audience of another case", changed(token -> token.with("aud", "Orders"))),
            forged("no audience", changed(token -> token.without("aud"))),
            forged("an empty audience", changed(token -> token.with("aud", List.of()))),
            forged("expired a minute ago", changed(token -> token.with("exp", secondsFromNow(-60)))),
            forged("expired in 1970", changed(token -> token.with("exp", 0))),
            forged("no expiry", changed(token -> token.without("exp"))),
            forged("an expiry that is no number", changed(token -> token.with("exp", "tomorrow"))),
            forged("valid in a minute", changed(token -> token.with("nbf", secondsFromNow(60)))),
            forged("valid in a year", changed(token -> token.with("nbf", secondsFromNow(365 * 24 * 3600)))),
            forged("bound to a DPoP key", changed(token -> token.with("cnf", Map.of("jkt", "thumbprint")))),
            forged("bound to a certificate", changed(token -> token.with("cnf", Map.of("x5t#S256", "thumbprint")))),
            forged("no subject", changed(token -> token.without("sub"))),
            forged("12 kilobytes and another audience", changed(token -> token.with("aud", "x".repeat(9_000)))));

    static final List<String> GARBAGE = List.of(
            "x",
            ".",
            "..",
            "...",
            "a.b.c",
            "e30.e30.",
            "e30.e30.e30",
            "null",
            "undefined",
            "eyJhbGciOiJub25lIn0..",
            "eyJhbGciOiJub25lIn0.e30.",
            "%00",
            "\"",
            "{}",
            "Bearer",
            "☃",
            "a b",
            "a,b",
            "=",
            "....................",
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIiLCJhdWQiOiIifQ.x",
            "x".repeat(5_000));

    @ParameterizedTest
    @FieldSource("FORGERIES")
    void isRefusedWhenItIsWrongInOnePoint(Function<OwnRealm.SigningKey, Function<Jwt, String>> forgery) {
        assertRefused(forgery.apply(realm.key()).apply(realm.template()));
    }

    @ParameterizedTest
    @FieldSource("GARBAGE")
    void isRefusedWhenItIsGarbage(String garbage) {
        assertRefused(garbage);
    }

    @Test
    void isRefusedWhenItComesFromAnotherRealmOfTheSameKeycloak(Stack stack) {
        var token = stack.realm()
                .clientCredentials("robot", "robot-secret", "orders")
                .orThrow();

        assertRefused(token.path("access_token").asString());
    }

    @Test
    void isRefusedWhenItIsAnIdToken() {
        assertRefused(CommandLine.logIn(realm, "alice", "openid orders").idToken());
    }

    @Test
    void isRefusedWhenItIsARefreshToken() {
        assertRefused(CommandLine.logIn(realm, "alice", "openid orders").refreshToken());
    }

    @Test
    void isRefusedUnreadWhenItIsLongerThanAllHeadersTogetherMayBe() {
        var token = realm.template()
                .with("filler", "x".repeat(20_000))
                .signedWith(realm.key().pair().getPrivate());

        assertThat(call(token, ROUTE + "long")).hasStatus(431);
        assertThat(gateway.service().requestsTo(ROUTE + "long")).isEmpty();
    }

    @Test
    void isRefusedWhenOneCharacterOfTheSignatureDiffers() {
        var token = realm.robotToken();
        var middle = token.lastIndexOf('.') + 100;
        var other = token.charAt(middle) == 'A' ? 'B' : 'A';

        assertRefused(token.substring(0, middle) + other + token.substring(middle + 1));
    }

    @Test
    void isRefusedWhenItIsNotUnderstoodThoughAGoodOneWasSeenBefore() {
        var token = realm.robotToken();
        assertThat(call(token, ROUTE + "seen")).hasStatus(200);

        assertRefused(token + ".");
    }

    @Test
    void isTakenWhenOnlyTheTestsOwnSignatureIsNew() {
        var token = realm.template().signedWith(realm.key().pair().getPrivate());

        assertThat(call(token, ROUTE + "ours")).hasStatus(200);
    }

    @Test
    void isRelayedAsItIsWhenItIsMeantForTheServiceAlone() {
        var token = realm.robotToken();

        assertThat(call(token, ROUTE + "as-it-is")).hasStatus(200);

        assertThat(gateway.service().onlyRequestTo(ROUTE + "as-it-is").bearer()).hasValue(token);
    }

    @Test
    void isRefusedWhenItHasExpiredMeanwhileThoughItWasSeenBefore() {
        var template = realm.template();
        var token = template.with("exp", secondsFromNow(3 - CLOCK_SKEW))
                .signedWith(realm.key().pair().getPrivate());
        assertThat(call(token, ROUTE + "brief")).hasStatus(200);

        Until.past(Jwt.parse(token).expiry().plusSeconds(CLOCK_SKEW));

        assertRefused(token);
    }

    @Test
    void isRefusedWhenItIsMeantForAnotherService() {
        var answer = call(realm.robotToken(), "/invoices/others");

        assertThat(answer).isProblem(401).hasField("/error", "invalid_token");
        assertThat(gateway.service().requestsTo("/invoices/others")).isEmpty();
    }

    private void assertRefused(String token) {
        var path = ROUTE + UUID.randomUUID();

        assertThat(call(token, path))
                .isProblem(401)
                .hasHeader("www-authenticate", "Bearer error=\"invalid_token\"")
                .hasField("/error", "invalid_token")
                .hasField("/login_url", "/bff/login?return_to=%2F");
        assertThat(gateway.service().requestsTo(path)).isEmpty();
    }

    private Answer call(String token, String path) {
        return RawRequest.get(path).bearer(token).sendTo(gateway.url());
    }

    private static Arguments forged(String what, Function<OwnRealm.SigningKey, Function<Jwt, String>> forgery) {
        return argumentSet(what, forgery);
    }

    private static Function<OwnRealm.SigningKey, Function<Jwt, String>> changed(Function<Jwt, Jwt> change) {
        return key -> token -> change.apply(token).signedWith(key.pair().getPrivate());
    }

    private static Jwt without(Jwt token, String header) {
        var fewer = new LinkedHashMap<>(token.header());
        fewer.remove(header);
        return new Jwt(fewer, token.claims());
    }

    private static byte[] pem(OwnRealm.SigningKey key) {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.pair().getPublic().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static PrivateKey strangersKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long secondsFromNow(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }
}
