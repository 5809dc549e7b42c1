package dev.sallyport.keycloak.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.profile.EditableAttributes;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.SampleFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;

class DecisionTest {

    private static final Set<String> ASSIGNED =
            Set.of("orders", "orders:read", "orders:write", "orders:refund", "invoices:read");

    private final Evaluation facts = new Evaluation(new SampleFacts());
    private final GrantRules rules = rules("orders:read", "true", "orders:write", "'support' in user.roles");
    private final Decision decision = new Decision();

    @Test
    void grantsWhatIsAskedForAndWhoseRuleIsTrue() {
        decision.decide(rules, asking("openid", "orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid orders:read"))).hasToString("openid orders:read");
    }

    @Test
    void refusesWhatIsAskedForAndWhoseRuleIsFalse() {
        decision.decide(rules("orders:read", "false"), asking("openid", "orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid orders:read"))).hasToString("openid");
        assertThat(decision.refuses("orders:read")).isTrue();
    }

    @Test
    void addsNothingThatIsNotAskedFor() {
        decision.decide(rules, asking("openid"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid"))).hasToString("openid");
        assertThat(decision.isEmpty()).isTrue();
    }

    @Test
    void refusesWhatARuleGrantsThatReadsWhatUsersMayWrite() {
        var editable = new EditableAttributes(Set.of("tenant"), Set.of("tenant"), false);
        var unsafe = rules("orders:read", "user.attributes['tenant'][0] == 'north'", "orders:write", "true");

        decision.decide(unsafe.guardedBy(new AttributeGuard(editable, Set.of())), asking("orders"), facts);

        assertThat(decision.refuses("orders:read")).isTrue();
        assertThat(decision.refuses("orders:write")).isFalse();
    }

    @Test
    void leavesScopesAloneThatNoRuleNames() {
        decision.decide(rules, asking("openid", "offline_access", "reports", "orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid offline_access reports orders:read")))
                .hasToString("openid offline_access orders:read reports");
    }

    @Test
    void grantsADomainForItsMarker() {
        decision.decide(rules, asking("openid", "orders"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid"))).hasToString("openid orders:read orders:write");
    }

    @Test
    void grantsThroughAMarkerOnlyWhatTheClientIsAssigned() {
        decision.decide(rules("orders:read", "true", "orders:delete", "true"), asking("orders"), facts);

        assertThat(decision.appliedTo(Scopes.of(""))).hasToString("orders:read");
    }

    @Test
    void grantsThroughAMarkerOnlyWhatIsConsentedTo() {
        var consented =
                new ScopeRequest(Set.of("orders"), new Client(ASSIGNED, Set.of("orders:write")), notExchanging());

        decision.decide(rules, consented, facts);

        assertThat(decision.appliedTo(Scopes.of(""))).hasToString("orders:write");
    }

    @Test
    void takesNoDefaultScopeForAMarkerBecauseItComesUnasked() {
        var everyClientHasIt = new ScopeRequest(
                Set.of("email"), new Client(Set.of("email:send"), Set.of("email:send")), notExchanging());

        decision.decide(rules("email:send", "true"), everyClientHasIt, facts);

        assertThat(decision.appliedTo(Scopes.of("email"))).hasToString("email");
    }

    @Test
    void takesOneDomainScopeForNoMarkerOfAnother() {
        var client = new Client(Set.of("orders:read", "orders:read:all"), Set.of("orders:read", "orders:read:all"));

        decision.decide(
                rules("orders:read", "true", "orders:read:all", "true"),
                new ScopeRequest(Set.of("orders:read"), client, notExchanging()),
                facts);

        assertThat(decision.appliedTo(Scopes.of("orders:read"))).hasToString("orders:read");
    }

    @Test
    void grantsNoMoreThanTheTokenGivenInExchangeHas() {
        decision.decide(
                rules, exchanging("openid orders:read invoices:read", "openid", "orders", "orders:write"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid orders:write"))).hasToString("openid orders:read");
    }

    @Test
    void grantsNothingForATokenThatHasNothing() {
        decision.decide(rules, exchanging("", "orders", "orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid orders:read"))).hasToString("openid");
    }

    @Test
    void refusesWhereARuleFails() {
        decision.decide(rules("orders:read", "user.attributes['none'][0] == ''"), asking("orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("orders:read"))).hasToString("");
    }

    @Test
    void refusesWhereARuleCannotBeCompiledAndGoesOnWithTheOthers() {
        decision.decide(
                rules("orders:read", "user.rols == []", "orders:write", "true"),
                asking("orders:read", "orders:write"),
                facts);

        assertThat(decision.appliedTo(Scopes.of("orders:read orders:write"))).hasToString("orders:write");
    }

    @Test
    void refusesEveryScopeButTheProtocolsWhereTheTableCannotBeRead() {
        var unreadable = GrantRules.of(mapper("[{\"key\": \"orders:read\""), "unreadable");

        decision.decide(unreadable, asking("openid", "profile", "orders:read", "reports"), facts);

        assertThat(decision.appliedTo(Scopes.of("openid profile orders:read reports")))
                .hasToString("openid profile");
    }

    @Test
    void needsAllRulesThatNameAScopeWhicheverMapperTheyAreIn() {
        decision.decide(rules("orders:read", "false"), asking("orders", "orders:read"), facts);
        decision.decide(rules("orders:read", "true"), asking("orders", "orders:read"), facts);

        assertThat(decision.appliedTo(Scopes.of("orders:read"))).hasToString("");
    }

    @Test
    void namesWhatAMarkerAskedForInTheRefreshTokenSoThatARefreshCanAskForLess() {
        decision.decide(rules("orders:read", "true", "orders:write", "false"), asking("openid", "orders"), facts);

        assertThat(decision.forRefreshToken(Scopes.of("openid orders domain")))
                .hasToString("openid domain orders orders:read orders:write");
    }

    @Test
    void writesNoMoreIntoTheRefreshTokenOfAnExchangeThanTheTokenGivenHas() {
        decision.decide(rules, exchanging("openid orders:read", "openid", "orders", "orders:write"), facts);

        assertThat(decision.forRefreshToken(Scopes.of("openid orders:write domain")))
                .hasToString("openid domain orders:read");
    }

    @Test
    void refusesWhatNoMapperDecidedAbout() {
        decision.refuseUndecided("orders:read");

        assertThat(decision.refuses("orders:read")).isTrue();
        assertThat(decision.refuses("openid")).isFalse();
    }

    private static ScopeRequest asking(String... scopes) {
        return new ScopeRequest(Set.of(scopes), new Client(ASSIGNED, ASSIGNED), notExchanging());
    }

    private static ScopeRequest exchanging(String subjectToken, String... scopes) {
        return new ScopeRequest(Set.of(scopes), new Client(ASSIGNED, ASSIGNED), Optional.of(Scopes.of(subjectToken)));
    }

    private static Optional<Scopes> notExchanging() {
        return Optional.empty();
    }

    private static GrantRules rules(String... scopesAndRules) {
        var rows = new StringBuilder();
        for (var i = 0; i < scopesAndRules.length; i += 2) {
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("{\"key\":\"%s\",\"value\":\"%s\"}".formatted(scopesAndRules[i], scopesAndRules[i + 1]));
        }
        return GrantRules.of(mapper("[" + rows + "]"), "sallyport");
    }

    private static ProtocolMapperModel mapper(String table) {
        var mapper = new ProtocolMapperModel();
        mapper.setConfig(Map.of(DomainScopesMapper.RULES, table));
        return mapper;
    }

    private record Client(Set<String> assigned, Set<String> permitted) implements OptionalScopes {

        @Override
        public boolean containMarker(String scope) {
            return assigned.contains(scope);
        }

        @Override
        public boolean permit(String scope) {
            return assigned.contains(scope) && permitted.contains(scope);
        }
    }
}
