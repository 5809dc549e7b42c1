package dev.sallyport.benchmark.rule;

import dev.sallyport.benchmark.AverageTime;
import dev.sallyport.keycloak.rule.ClaimRule;
import dev.sallyport.keycloak.rule.Evaluation;
import dev.sallyport.keycloak.rule.GrantRule;
import dev.sallyport.keycloak.rule.InvalidRule;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** One rule, and the rules of one token. Each measurement begins with facts that no rule has read yet. */
public class RuleBenchmark extends AverageTime {

    private static final int RULES_OF_A_TOKEN = 20;

    /** What rules are about: realm roles, groups, an attribute, the session, roles of a client. */
    private static final List<String> RULES = List.of(
            "'role-%d' in user.roles",
            "user.groups.exists(g, g.startsWith('/staff/'))",
            "'role-%d' in user.roles && user.attributes[?'approval_limit'][?0].optMap(n, int(n) <= 10000).orValue(false)",
            "'/staff/support' in user.groups || session.acr == 'gold'",
            "'reader' in user.clientRoles[?'orders'].orValue([]) && session.impersonator == ''");

    private final SampleFacts facts = new SampleFacts();
    private final GrantRule role = grantRule("'customer' in user.roles");
    private final GrantRule groups = grantRule("user.groups.exists(g, g.startsWith('/staff/'))");
    private final GrantRule limit = grantRule("'accountant' in user.roles && user.attributes[?'approval_limit'][?0]"
            + ".optMap(limit, int(limit) <= 10000 || session.acr == 'gold').orValue(false)");
    private final ClaimRule tenant = claimRule("user.attributes[?'tenant'][?0]");
    private final List<GrantRule> rulesOfAToken = IntStream.range(0, RULES_OF_A_TOKEN)
            .mapToObj(number -> grantRule(RULES.get(number % RULES.size()).formatted(number)))
            .toList();

    @Benchmark
    public boolean aRole() throws Exception {
        return role.holds(new Evaluation(facts));
    }

    @Benchmark
    public boolean someGroup() throws Exception {
        return groups.holds(new Evaluation(facts));
    }

    @Benchmark
    public boolean aLimit() throws Exception {
        return limit.holds(new Evaluation(facts));
    }

    @Benchmark
    public Object aClaim() throws Exception {
        return tenant.value(new Evaluation(facts));
    }

    @Benchmark
    public void twentyRules(Blackhole blackhole) throws Exception {
        var shared = new Evaluation(facts);
        for (var rule : rulesOfAToken) {
            blackhole.consume(rule.holds(shared));
        }
    }

    private static GrantRule grantRule(String text) {
        try {
            return GrantRule.of("rule", text);
        } catch (InvalidRule mistake) {
            throw new IllegalStateException(mistake);
        }
    }

    private static ClaimRule claimRule(String text) {
        try {
            return ClaimRule.of("rule", text);
        } catch (InvalidRule mistake) {
            throw new IllegalStateException(mistake);
        }
    }
}
