package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.facts.TokenFacts;
import dev.sallyport.keycloak.profile.AttributeGuard;
import dev.sallyport.keycloak.rule.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** Decides as the mapper does, and says why. */
public final class Explanation {

    private final RealmRules realmRules;
    private final List<GrantRules> clientRules;
    private final ScopeRequest request;
    private final AssignedScopes assigned;
    private final Evaluation facts;
    private final Decision decision = new Decision();
    private final Optional<AttributeGuard> guard;

    /** For someone who asks at a client for what the context says. */
    public Explanation(KeycloakSession keycloak, UserSessionModel userSession, ClientSessionContext context) {
        var realm = userSession.getRealm();
        realmRules = RealmRules.of(realm);
        var mappers = context.getProtocolMappersStream()
                .filter(mapper -> DomainScopesMapper.ID.equals(mapper.getProtocolMapper()))
                .toList();
        guard = mappers.stream().findFirst().map(mapper -> AttributeGuard.of(mapper, realm, keycloak));
        clientRules = mappers.stream()
                .map(mapper -> GrantRules.of(mapper, realm, keycloak))
                .toList();
        request = ScopeRequest.of(keycloak, userSession, context);
        assigned = new AssignedScopes(keycloak, context.getClientSession().getClient(), userSession.getUser());
        facts = TokenFacts.about(new AccessToken(), keycloak, userSession, context);
        clientRules.forEach(rules -> decision.decide(rules, request, facts));
    }

    public Evaluation facts() {
        return facts;
    }

    /** About each domain scope of the realm, in the order of the alphabet. */
    public List<ScopeExplanation> all(Scopes asked) {
        var names = new TreeSet<>(realmRules.names());
        clientRules.forEach(rules -> names.addAll(rules.names()));
        asked.names().stream().filter(realmRules::decideAbout).forEach(names::add);
        return names.stream().map(name -> about(name, asked)).toList();
    }

    /** About one of them, as far as it was asked for. */
    public ScopeExplanation about(String name, Scopes asked) {
        var scope = assigned.named(name);
        var isAsked = request.asksFor(name) || asked.contains(name) || isAskedThroughMarker(name, asked);
        var isPermitted = scope.map(assigned::isPermittedByRole).orElse(false);
        var isConsented = scope.map(assigned::isConsentedTo).orElse(false);
        var verdict = verdict(name, isAsked, scope, isPermitted, isConsented);
        return new ScopeExplanation(name, verdict, isAsked, scope.isPresent(), isPermitted, isConsented, rules(name));
    }

    /** Whether it would be granted if this were its rule. */
    public boolean wouldGrant(String name, Scopes asked, ProposedRule rule) {
        var now = about(name, asked);
        return now.asked()
                && now.assigned()
                && now.permitted()
                && now.consented()
                && guard.filter(known -> rule.holds(facts, known)).isPresent();
    }

    private boolean isAskedThroughMarker(String name, Scopes asked) {
        return DomainMarker.of(name)
                .map(DomainMarker::name)
                .filter(marker -> asked.contains(marker) && assigned.containMarker(marker))
                .isPresent();
    }

    private String verdict(
            String name, boolean asked, Optional<ClientScopeModel> scope, boolean permitted, boolean consented) {
        if (scope.isEmpty()) {
            return "not_assigned";
        }
        if (!asked) {
            return "not_asked";
        }
        if (!permitted) {
            return "not_permitted";
        }
        return consented ? decision.verdict(name).tag() : "not_consented";
    }

    /** The client's own rules; where it has none, those of the realm, which nobody asks there. */
    private List<RuleExplanation> rules(String name) {
        var ofClient = clientRules.stream()
                .flatMap(rules -> rules.of(name).stream())
                .map(rule -> rule.explain(facts))
                .toList();
        return ofClient.isEmpty()
                ? realmRules.of(name).map(rule -> rule.explain(facts)).toList()
                : ofClient;
    }
}
