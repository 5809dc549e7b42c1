package dev.sallyport.keycloak.scope;

import dev.sallyport.keycloak.rule.Evaluation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;

/**
 * What was decided about the domain scopes of one token:
 *
 * <pre>
 * granted = (asked ∪ through a marker) ∩ assigned ∩ consented ∩ the subject token's ∩ rule is true
 * </pre>
 *
 * <p>Where several mappers name one scope, all must grant it.
 */
public final class Decision {

    /** Looked up here, because Micrometer takes a microsecond for it, and a token may have dozens of scopes. */
    private static final Map<Counted, Counter> COUNTERS = new ConcurrentHashMap<>();

    private record Counted(String realm, String scope, Verdict verdict) {

        Counter counter() {
            return Metrics.counter(
                    "sallyport.scope.decisions", "realm", realm, "scope", scope, "verdict", verdict.tag());
        }
    }

    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Set<String> throughMarker = new HashSet<>();

    /** The decision about this token: a new one at first, and then the same until the request ends. */
    public static Decision about(AccessToken token, KeycloakSession keycloak) {
        var key = Decision.class.getName() + "." + token.getId();
        var known = keycloak.getAttribute(key, Decision.class);
        if (known != null) {
            return known;
        }
        var decision = new Decision();
        keycloak.setAttribute(key, decision);
        return decision;
    }

    /** Decides about the scopes that these rules name, as far as they are asked for. */
    void decide(GrantRules rules, ScopeRequest request, Evaluation facts) {
        rules.names().stream()
                .filter(request::asksFor)
                .forEach(scope -> record(scope, judge(scope, rules, request, facts), request));
        request.asked().stream()
                .filter(scope -> !rules.readable() && rules.decideAbout(scope))
                .forEach(scope -> record(scope, Verdict.RULE_INVALID, request));
    }

    /** Leaves out a scope that a rule names, but that no mapper of this client decided about. */
    public void refuseUndecided(String scope) {
        verdicts.putIfAbsent(scope, Verdict.NOT_DECIDED);
    }

    public boolean isEmpty() {
        return verdicts.isEmpty();
    }

    /** What was decided about a scope that was asked for. */
    Verdict verdict(String scope) {
        return verdicts.getOrDefault(scope, Verdict.NOT_DECIDED);
    }

    boolean grants(String scope) {
        return verdicts.get(scope) == Verdict.GRANTED;
    }

    public boolean covers(String scope) {
        return verdicts.containsKey(scope);
    }

    public boolean refuses(String scope) {
        return verdicts.getOrDefault(scope, Verdict.GRANTED) != Verdict.GRANTED;
    }

    /** Counts each verdict, as {@code sallyport_scope_decisions_total} on Keycloak's metrics page. */
    public void count(String realm) {
        verdicts.forEach(
                (scope, verdict) -> COUNTERS.computeIfAbsent(new Counted(realm, scope, verdict), Counted::counter)
                        .increment());
    }

    /** The token's scopes as they should be. */
    Scopes appliedTo(Scopes asked) {
        var granted =
                verdicts.keySet().stream().filter(scope -> !refuses(scope)).toList();
        return asked.with(granted).without(this::refuses);
    }

    /**
     * What a refresh token should carry. Scopes that a marker asked for stand there by name, so that a refresh can ask
     * for fewer of them (RFC 6749 section 6). One from a token exchange carries no more than the subject token did.
     */
    public Scopes forRefreshToken(Scopes asked) {
        return asked.with(throughMarker).without(this::isBeyondSubjectToken);
    }

    private boolean isBeyondSubjectToken(String scope) {
        return verdicts.get(scope) == Verdict.NOT_IN_SUBJECT_TOKEN;
    }

    private void record(String scope, Verdict verdict, ScopeRequest request) {
        verdicts.merge(scope, verdict, (known, another) -> known == Verdict.GRANTED ? another : known);
        Optional.of(scope).filter(request::asksThroughMarker).ifPresent(throughMarker::add);
    }

    private static Verdict judge(String scope, GrantRules rules, ScopeRequest request, Evaluation facts) {
        return request.isWithinSubjectToken(scope) ? rules.judge(scope, facts) : Verdict.NOT_IN_SUBJECT_TOKEN;
    }
}
