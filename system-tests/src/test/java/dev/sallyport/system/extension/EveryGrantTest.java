package dev.sallyport.system.extension;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.Jdk;
import dev.sallyport.testkit.KeycloakSetup;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Every way to a token, at every kind of client, on every Keycloak and Java that we claim: token, response, introspection,
 * userinfo and every later refresh say the same.
 */
@ParameterizedClass
@MethodSource("servers")
class EveryGrantTest {

    private static final String BY_NAME = "openid files:read files:write files:sign files:share files:seal files:purge";
    private static final String BY_MARKER = "openid files";

    private static final String LIMIT = "https://example.com/claims/limit";

    private final GrantsRealm realm;
    private final OneTruth truth;

    EveryGrantTest(GrantsRealm realm) {
        this.realm = realm;
        this.truth = new OneTruth(realm.realm());
    }

    /** Each starts when it is reached, and is closed before the next. */
    static Stream<GrantsRealm> servers() {
        return Stream.<Supplier<GrantsRealm>>of(
                        () -> GrantsRealm.on("newest Keycloak, Java 25", new KeycloakSetup().jdk(Jdk.of(25))),
                        () -> GrantsRealm.on(
                                "newest Keycloak with parameterized scopes, Java 17",
                                new KeycloakSetup().jdk(Jdk.of(17)).feature("parameterized-scopes")),
                        () -> GrantsRealm.on(
                                "oldest Keycloak, Java 17",
                                new KeycloakSetup().jdk(Jdk.of(17)).oldestVersion()))
                .map(Supplier::get);
    }

    /** A way to a token, at a kind of client. */
    record Way(Grant grant, String client) {

        @Override
        public String toString() {
            return grant + " at a client that is " + client;
        }
    }

    static Stream<Way> ways() {
        return Stream.of("regular", "lightweight", "consent")
                .flatMap(client -> Arrays.stream(Grant.values()).map(grant -> new Way(grant, client)))
                .filter(way -> way.grant() != Grant.PASSWORD || !way.client().equals("consent"));
    }

    static Stream<Way> waysWithRefresh() {
        return ways().filter(way -> way.grant().refreshes());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void saysTheSameEverywhere(Way way) {
        try (var holder = holder(way)) {
            var tokens = truth.is(granted(way, holder), tokens(way, holder, BY_NAME));
            truth.is(granted(way, holder), tokens(way, holder, BY_MARKER));
            truth.is(granted(way, holder, "files:read"::equals), tokens(way, holder, "openid files:read files:purge"));
            truth.is(granted(way, holder, scope -> false), tokens(way, holder, "openid files:purge"));
            assertThat(tokens.audience()).containsExactly("service");
            assertThat(tokens.claims().path(LIMIT).asInt())
                    .isEqualTo(way.client().equals("lightweight") ? 0 : 150);
            assertThat(introspected(tokens).path(LIMIT).asInt()).isEqualTo(150);
            assertThat(tokens.response().has("refresh_token"))
                    .isEqualTo(way.grant().refreshes());
        }
    }

    @ParameterizedTest
    @MethodSource("waysWithRefresh")
    void saysTheSameAtEveryLaterRefresh(Way way) {
        try (var holder = holder(way)) {
            for (var asked : Set.of(BY_NAME, BY_MARKER)) {
                var tokens = tokens(way, holder, asked);
                var refreshed = truth.is(granted(way, holder), refreshed(way, tokens));
                var narrower =
                        truth.is("openid files:read", refreshed(way, refreshed, "openid files:read files:purge"));
                truth.is(granted(way, holder), refreshed(way, narrower));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void takesAScopeAwayAtIntrospectionAsSoonAsItsReasonIsGone(Way way) {
        try (var holder = holder(way)) {
            var tokens = tokens(way, holder, BY_NAME);
            for (var entitlement : holder.entitlements()) {
                holder.loses(entitlement);
                truth.isNow(granted(way, holder, scope -> !scope.equals(entitlement.scope)), tokens);
                holder.receives(entitlement);
            }
            truth.isNow(granted(way, holder), tokens);
        }
    }

    @ParameterizedTest
    @MethodSource("waysWithRefresh")
    void takesAScopeAwayAtRefreshAndGivesItBack(Way way) {
        try (var holder = holder(way)) {
            var tokens = tokens(way, holder, BY_MARKER);
            for (var entitlement : holder.entitlements()) {
                holder.loses(entitlement);
                truth.is(granted(way, holder, scope -> !scope.equals(entitlement.scope)), refreshed(way, tokens));
                holder.receives(entitlement);
            }
            truth.is(granted(way, holder), refreshed(way, tokens));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"regular", "lightweight", "consent"})
    void exchangesNoTokenForAWiderOne(String client) {
        var way = new Way(Grant.TOKEN_EXCHANGE, client);
        try (var holder = holder(way)) {
            var narrow = Grant.PASSWORD.tokens(realm, "service", holder, "openid files:read files:write");
            for (var asked : Set.of(BY_NAME, BY_MARKER)) {
                var exchanged = truth.is(
                        "openid files:read files:write",
                        Grant.exchanged(realm, client, "refresh_token", narrow, asked));
                truth.is("openid files:read files:write", refreshed(way, exchanged));
                truth.is("openid", refreshed(way, exchanged, BY_MARKER));
            }
            var narrower = Grant.exchanged(realm, client, "access_token", narrow, "openid files:write");
            truth.is("openid files:write", Grant.exchanged(realm, client, "access_token", narrower, BY_NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"regular", "lightweight", "consent"})
    void exchangesForNoScopeThatTheTokenLacksWhetherOrNotARuleNamesIt(String client) {
        var way = new Way(Grant.TOKEN_EXCHANGE, client);
        try (var holder = holder(way)) {
            var narrow = Grant.PASSWORD.tokens(realm, "service", holder, "files:read");
            var asked = "openid files:read notes hidden offline_access";
            var exchanged = truth.is("files:read", Grant.exchanged(realm, client, "refresh_token", narrow, asked));
            assertThat(exchanged.claims().has("notes")).isFalse();
            assertThat(exchanged.claims().has("hidden")).isFalse();
            truth.is("files:read", refreshed(way, exchanged));
        }
    }

    /** Who has nobody to show a consent screen to gets what was consented to before; the rest is no more than a request. */
    @ParameterizedTest
    @EnumSource(names = {"TOKEN_EXCHANGE", "TOKEN_EXCHANGE_WITH_REFRESH", "JWT_AUTHORIZATION"})
    void grantsNothingThatNobodyConsentedTo(Grant grant) {
        try (var holder = Holder.person(realm);
                var cli = realm.commandLine("consent")) {
            isRefused(grant, holder, "openid files:read");
            truth.is("openid", grant.tokens(realm, "consent", holder, BY_MARKER));

            cli.logInAndConsent(holder.name, "openid files:read");

            truth.is("openid files:read", grant.tokens(realm, "consent", holder, "openid files:read"));
            truth.is("openid files:read", grant.tokens(realm, "consent", holder, BY_MARKER));
            isRefused(grant, holder, "openid files:read files:write");
        }
    }

    /** Keycloak 26.7.0 looks at no consent in the JWT authorization grant. */
    private void isRefused(Grant grant, Holder holder, String scope) {
        if (grant != Grant.JWT_AUTHORIZATION || !realm.server().startsWith("oldest")) {
            assertThatThrownBy(() -> grant.tokens(realm, "consent", holder, scope))
                    .hasMessageContaining("400")
                    .hasMessageContaining("Missing consents");
        }
    }

    /** Keycloak has scopes that are consented to each time only where they may take parameters. */
    @Test
    void bringsNothingThroughAMarkerThatIsToBeConsentedToEachTime() {
        try (var holder = Holder.person(realm)) {
            var eachTime = realm.server().contains("parameterized");
            truth.is(
                    eachTime ? "openid" : "openid letters:send",
                    Grant.PASSWORD.tokens(realm, "regular", holder, "openid letters"));
        }
    }

    /** Its source is down, and its component says that no token is better. */
    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZATION_CODE", "JWT_AUTHORIZATION", "CLIENT_CREDENTIALS"})
    void saysThatAClaimCannotBeHadNow(Grant grant) {
        try (var holder = grant.holder(realm, "regular")) {
            assertThatThrownBy(() -> grant.tokens(realm, "regular", holder, "openid ledger"))
                    .hasMessageContaining("503")
                    .hasMessageContaining("temporarily_unavailable");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSWORD", "JWT_AUTHORIZATION"})
    void saysThatATokenWouldBeTooLarge(Grant grant) {
        try (var holder = grant.holder(realm, "regular")) {
            assertThatThrownBy(() -> grant.tokens(realm, "regular", holder, "openid novel"))
                    .hasMessageContaining("400")
                    .hasMessageContaining("invalid_request")
                    .hasMessageContaining("bytes long, and this server allows 7168");
        }
    }

    @Test
    void exchangesForAScopeThatNoRuleNamesWhereTheTokenHasIt() {
        try (var holder = Holder.person(realm)) {
            var wide = Grant.PASSWORD.tokens(realm, "service", holder, "openid files:read notes");
            var exchanged =
                    truth.is("openid notes", Grant.exchanged(realm, "regular", "access_token", wide, "openid notes"));
            assertThat(exchanged.claims().path("notes").asString()).isEqualTo("open");
        }
    }

    @Test
    void countsWhatAnExchangeAskedForBeyondTheTokenGiven() {
        try (var holder = Holder.person(realm)) {
            var narrow = Grant.PASSWORD.tokens(realm, "service", holder, "openid files:read");

            Grant.exchanged(realm, "regular", "access_token", narrow, "openid files:read files:share");

            assertThat(Metrics.of(realm.keycloak()).page().lines())
                    .anyMatch(line -> line.contains("scope=\"files:share\",verdict=\"not_in_subject_token\""));
        }
    }

    @Test
    void saysTheSameInTheEventLog() {
        var way = new Way(Grant.PASSWORD, "regular");
        try (var holder = holder(way)) {
            var tokens = refreshed(way, tokens(way, holder, "openid files:read files:purge"));
            assertThat(scopeOfLatest("REFRESH_TOKEN")).isEqualTo(tokens.scope()).isEqualTo("openid files:read");

            var narrow = Grant.PASSWORD.tokens(realm, "service", holder, "openid files:read");
            var exchanged = Grant.exchanged(realm, "regular", "access_token", narrow, BY_NAME);
            assertThat(scopeOfLatest("TOKEN_EXCHANGE"))
                    .isEqualTo(exchanged.scope())
                    .isEqualTo("openid files:read");

            Grant.CLIENT_CREDENTIALS.tokens(realm, "regular", holder, "openid robots files:purge");
            assertThat(scopeOfLatest("CLIENT_LOGIN")).isEqualTo("openid robots");
        }
    }

    /** The client gets its rules back later: the refresh token must not bring then what the exchange could not. */
    @Test
    void exchangesForNoMoreAlsoWhereNobodyDecides() {
        var way = new Way(Grant.TOKEN_EXCHANGE_WITH_REFRESH, "regular");
        try (var holder = holder(way)) {
            var narrow = Grant.PASSWORD.tokens(realm, "service", holder, "openid files:read");
            var domain = clientScope("domain");

            realm.admin().delete(domain);
            var exchanged = Grant.exchanged(realm, "regular", "refresh_token", narrow, BY_NAME + " files");
            realm.admin().put(domain, Map.of());

            assertThat(exchanged.scope()).isEqualTo("openid");
            truth.is("openid files:read", refreshed(way, exchanged));
        }
    }

    @Test
    void knowsAtARefreshWhichAudienceTheExchangeNamed() {
        var way = new Way(Grant.TOKEN_EXCHANGE_WITH_REFRESH, "regular");
        try (var holder = holder(way)) {
            var subject = truth.is("openid audits", Grant.PASSWORD.tokens(realm, "service", holder, "openid audits"));

            var named = Grant.exchangedFor("service", realm, "regular", subject, "openid audits");
            truth.is("openid audits", named);
            truth.is("openid audits", refreshed(way, named));
            var unnamed = Grant.exchanged(realm, "regular", "refresh_token", subject, "openid audits");
            truth.is("openid", unnamed);
            truth.is("openid", refreshed(way, unnamed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "files:read"})
    void takesAwayWhatTheClientIsNoLongerAssigned(String lost) {
        var way = new Way(Grant.AUTHORIZATION_CODE, "regular");
        try (var holder = holder(way)) {
            var tokens = tokens(way, holder, "openid files:read");
            var scope = clientScope(lost);

            realm.admin().delete(scope);

            truth.isNow("openid", tokens);
            truth.is("openid", refreshed(way, tokens));
            realm.admin().put(scope, Map.of());
            truth.is("openid files:read", refreshed(way, tokens));
        }
    }

    /** Where the scope {@code reports} takes parameters, Keycloak may take {@code reports:all} for one of its kind. */
    @Test
    void isNotMisledByAScopeThatTakesParameters() {
        var way = new Way(Grant.AUTHORIZATION_CODE, "regular");
        try (var holder = holder(way)) {
            truth.is("openid", tokens(way, holder, "openid reports:all"));
        }
    }

    /** Where Keycloak lacks the feature it refuses the request, which brings nothing either. */
    @Test
    void takesNoScopeThatTakesParametersForAMarker() {
        try (var holder = Holder.person(realm)) {
            var answer = realm.realm()
                    .token(Map.of(
                            "grant_type", "password",
                            "client_id", "regular",
                            "client_secret", "regular-secret",
                            "username", holder.name,
                            "password", holder.name,
                            "scope", "openid reports:42"));

            var takesParameters = realm.server().contains("parameterized");
            assertThat(answer.body().path("scope").asString("")).isEqualTo(takesParameters ? "openid reports:42" : "");
        }
    }

    @Test
    void tellsAProgramFromAPerson() {
        try (var person = Holder.person(realm)) {
            truth.is("openid", Grant.PASSWORD.tokens(realm, "regular", person, "openid robots"));
            truth.is("openid robots", Grant.CLIENT_CREDENTIALS.tokens(realm, "regular", person, "openid robots"));
        }
    }

    @Test
    void startsWithoutAWarning() {
        var start = realm.keycloak().output().lines().takeWhile(line -> !line.contains("Listening on"));

        assertThat(start).isNotEmpty().filteredOn(EveryGrantTest::isAboutUs).isEmpty();
        assertThat(realm.keycloak().output().lines().filter(line -> !line.contains("reason=source nowhere")))
                .noneMatch(line -> line.matches(".*rule (broken|invalid|failed).*"));
    }

    private Holder holder(Way way) {
        var holder = way.grant().holder(realm, way.client());
        if (way.client().equals("consent") && way.grant() != Grant.CLIENT_CREDENTIALS) {
            try (var cli = realm.commandLine("consent")) {
                cli.logInAndConsent(holder.name, BY_NAME + " offline_access");
            }
        }
        return holder;
    }

    private Tokens tokens(Way way, Holder holder, String scope) {
        return way.grant().tokens(realm, way.client(), holder, scope);
    }

    private String scopeOfLatest(String type) {
        var events = realm.admin().get("/grants/events?max=1&type=" + type);
        return events.path(0).path("details").path("scope").asString();
    }

    private JsonNode introspected(Tokens tokens) {
        return realm.realm()
                .introspect("service", "service-secret", tokens.accessToken())
                .orThrow();
    }

    private Tokens refreshed(Way way, Tokens tokens) {
        try (var cli = realm.commandLine(way.client())) {
            return cli.refresh(tokens);
        }
    }

    private Tokens refreshed(Way way, Tokens tokens, String scope) {
        try (var cli = realm.commandLine(way.client())) {
            return cli.refresh(tokens, scope);
        }
    }

    private static String granted(Way way, Holder holder) {
        return granted(way, holder, scope -> true);
    }

    /** What the rules grant of what was asked for. */
    private static String granted(Way way, Holder holder, Predicate<String> asked) {
        var scopes = new HashSet<String>();
        holder.entitlements().forEach(entitlement -> scopes.add(entitlement.scope));
        if (way.grant() != Grant.IMPERSONATION) {
            scopes.add("files:seal");
        }
        scopes.removeIf(asked.negate());
        if (way.grant() == Grant.OFFLINE_SESSION) {
            scopes.add("offline_access");
        }
        return Stream.concat(Stream.of("openid"), scopes.stream().sorted()).collect(joining(" "));
    }

    private String clientScope(String name) {
        var client = realm.admin().clientUuid("grants", "regular");
        var kind = name.equals("domain") ? "default" : "optional";
        var id = realm.admin()
                .get("/grants/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        return "/grants/clients/" + client + "/" + kind + "-client-scopes/" + id;
    }

    /** Keycloak has warnings of its own, and one for every extension: that the SPI is internal. */
    private static boolean isAboutUs(String line) {
        var keycloaksOwn = List.of("KC-SERVICES0047", "org.keycloak.common.Profile");
        return (line.contains("WARN") || line.contains("ERROR"))
                && keycloaksOwn.stream().noneMatch(line::contains);
    }
}
