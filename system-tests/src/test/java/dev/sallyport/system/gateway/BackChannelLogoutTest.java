package dev.sallyport.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Stack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /bff/backchannel-logout}; the bad logout tokens are each wrong in one point. */
@GatewayTest
class BackChannelLogoutTest {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final SecondGateway gateway;
    private final OwnRealm realm;

    BackChannelLogoutTest(SecondGateway gateway) {
        this.gateway = gateway;
        this.realm = gateway.realm();
    }

    static final List<Arguments> BAD = List.of(
            bad("alg none", (token, key) -> token.withHeader("alg", "none").unsigned()),
            bad(
                    "a MAC with the public key",
                    (token, key) -> token.withHeader("alg", "HS256")
                            .authenticatedWith(key.pair().getPublic().getEncoded())),
            bad("no signature", (token, key) -> token.unsigned()),
            changed("another audience", token -> token.with("aud", "orders")),
            changed("no audience", token -> token.without("aud")),
            changed("another issuer", token -> token.with("iss", "https://issuer.example")),
            changed("a nonce", token -> token.with("nonce", "n")),
            changed("no events", token -> token.without("events")),
            changed("other events", token -> token.with("events", Map.of("https://event.example", Map.of()))),
            changed("an event that is no object", token -> token.with("events", Map.of(EVENT, "yes"))),
            changed("neither sub nor sid", token -> token.without("sub").without("sid")),
            changed("no jti", token -> token.without("jti")),
            changed("a jti that is no text", token -> token.with("jti", 7)),
            changed("no iat", token -> token.without("iat")),
            changed("no exp", token -> token.without("exp")),
            changed(
                    "issued an hour ago",
                    token -> token.with("iat", Instant.now().getEpochSecond() - 3600)),
            changed(
                    "issued in an hour",
                    token -> token.with("iat", Instant.now().getEpochSecond() + 3600)),
            changed("expired", token -> token.with("exp", Instant.now().getEpochSecond() - 60)),
            changed("the type of an access token", token -> token.withHeader("typ", "at+jwt")));

    @Test
    void endsTheSessionHereWhenAnAdministratorEndsItAtKeycloak() {
        var browser = gateway.browser().logIn("dave");

        realm.endSessionsOf("dave");

        Until.holds("the session is gone", () -> browser.get("/bff/session").status() == 401);
        assertThat(browser.get("/own/after-the-end")).isProblem(401);
    }

    @Test
    void endsTheSessionAtTheStacksOwnGatewayToo(Stack stack) {
        var browser = stack.browser().logIn("dave");

        stack.realm().endSessionsOf("dave");

        Until.holds("the session is gone", () -> browser.get("/bff/session").status() == 401);
    }

    @Test
    void endsTheSessionThatItNames() {
        var browser = gateway.browser().logIn("dave");

        assertThat(send(signed(logoutToken(browser).without("sub"))))
                .hasStatus(200)
                .hasHeaderContaining("cache-control", "no-store");
        assertThat(browser.get("/bff/session")).isProblem(401);
    }

    @Test
    void leavesThePersonsOtherSessionsWhenItNamesOne() {
        var named = gateway.browser().logIn("dave");
        var other = gateway.browser().logIn("dave");

        send(signed(logoutToken(named)));

        assertThat(other.get("/bff/session")).hasStatus(200);
    }

    @Test
    void endsAllSessionsOfAPersonWhenItNamesNoSession() {
        var one = gateway.browser().logIn("dave");
        var other = gateway.browser().logIn("dave");

        assertThat(send(signed(logoutToken(one).without("sid")))).hasStatus(200);

        assertThat(one.get("/bff/session")).isProblem(401);
        assertThat(other.get("/bff/session")).isProblem(401);
    }

    @Test
    void isFineWhenThereWasNoSuchSession() {
        var token = logoutToken(gateway.signedIn("alice")).with("sid", "nobodys");

        assertThat(send(signed(token))).hasStatus(200);
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void endsNothingForABadToken(BiFunction<Jwt, OwnRealm.SigningKey, String> forgery) {
        var browser = gateway.signedIn("alice");

        var answer = send(forgery.apply(logoutToken(browser), realm.key()));

        assertThat(answer).isProblem(400).hasField("/error", "invalid_request");
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void takesEachTokenOnce() {
        var token = signed(logoutToken(gateway.signedIn("alice")).with("sid", "nobodys"));
        assertThat(send(token)).hasStatus(200);

        assertThat(send(token)).isProblem(400);
    }

    @Test
    void endsNothingForATokenOfAnotherRealm(Stack stack) {
        var browser = gateway.signedIn("alice");
        var token = stack.realm()
                .clientCredentials("robot", "robot-secret", "orders")
                .orThrow();

        assertThat(send(token.path("access_token").asString())).isProblem(400);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "logout_token=", "logout_token=x", "token=x", "logout_token=a.b.c", "%%%"})
    void refusesAFormWithoutAToken(String form) {
        assertThat(post("application/x-www-form-urlencoded", form)).isProblem(400);
    }

    @Test
    void refusesJson() {
        var token = signed(logoutToken(gateway.signedIn("alice")));

        assertThat(post("application/json", "{\"logout_token\":\"" + token + "\"}")
                        .status())
                .isBetween(400, 415);
        assertThat(gateway.signedIn("alice").get("/bff/session")).hasStatus(200);
    }

    @Test
    void takesNoTokenFromTheAddress() {
        var browser = gateway.signedIn("alice");
        var token = signed(logoutToken(browser));

        var answer = RawRequest.of("POST", "/bff/backchannel-logout?logout_token=" + token)
                .body("application/x-www-form-urlencoded", "")
                .sendTo(gateway.url());

        assertThat(answer).isProblem(400);
        assertThat(browser.get("/bff/session")).hasStatus(200);
    }

    @Test
    void isNoAddressForAGet() {
        assertThat(RawRequest.get("/bff/backchannel-logout").sendTo(gateway.url()))
                .isProblem(405)
                .hasHeader("allow", "POST");
    }

    /** A good one for the session of this browser. */
    private Jwt logoutToken(Browser browser) {
        var path = "/own/" + UUID.randomUUID();
        browser.get(path);
        return realm.logoutToken(gateway.service().onlyRequestTo(path).token());
    }

    private String signed(Jwt token) {
        return token.signedWith(realm.key().pair().getPrivate());
    }

    private Answer send(String token) {
        var form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return post("application/x-www-form-urlencoded", form);
    }

    private Answer post(String type, String body) {
        return RawRequest.of("POST", "/bff/backchannel-logout").body(type, body).sendTo(gateway.url());
    }

    private static Arguments bad(String what, BiFunction<Jwt, OwnRealm.SigningKey, String> forgery) {
        return argumentSet(what, forgery);
    }

    private static Arguments changed(String what, UnaryOperator<Jwt> change) {
        return bad(
                what, (token, key) -> change.apply(token).signedWith(key.pair().getPrivate()));
    }
}
