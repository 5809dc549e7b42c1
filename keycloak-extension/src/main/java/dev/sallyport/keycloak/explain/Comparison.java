package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.scope.ProposedRule;
import dev.sallyport.keycloak.scope.ScopeExplanation;
import dev.sallyport.keycloak.scope.Scopes;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/**
 * Counts, a page of users at a time, who would gain a scope at a client by another rule, and who would lose it. Names nobody:
 * rules can read more of users than administrators see.
 */
final class Comparison {

    private final UserPage page;
    private final ClientModel client;
    private final String scope;
    private final ProposedRule rule;
    private final String domain;
    private final Scopes asked;
    private int inDomain;
    private int gain;
    private int lose;

    Comparison(UserPage page, ClientModel client, String scope, ProposedRule rule) {
        this.page = page;
        this.client = client;
        this.scope = scope;
        this.rule = rule;
        this.domain = scope.replaceFirst(":.*", "");
        this.asked = Scopes.of("openid " + domain + " " + scope);
    }

    /** The rule of a scope that might be saved. */
    public record Proposal(
            @Nullable String client,
            @Nullable String scope,
            @Nullable String rule) {}

    /**
     * What it would change among the users of a page.
     *
     * @param inDomain users who have any scope of the same domain, now or then
     * @param next where the next page begins; absent, when there are no more users
     */
    public record Answer(
            String scope,
            String client,
            int lookedThrough,
            int inDomain,
            int gain,
            int lose,
            @Nullable Integer next) {}

    Answer answer() {
        var seen = page.each(this::count);
        return new Answer(scope, client.getClientId(), seen.users(), inDomain, gain, lose, seen.next());
    }

    private void count(UserModel user) {
        if (!user.isEnabled()) {
            return;
        }
        var explanation = SignIn.of(page.keycloak(), page.realm(), user, client, asked.toString())
                .explanation();
        var before = explanation.about(scope, asked).granted();
        var after = explanation.wouldGrant(scope, asked, rule);
        gain += after && !before ? 1 : 0;
        lose += before && !after ? 1 : 0;
        var any = after || explanation.all(asked).stream().anyMatch(this::isGrantedInDomain);
        inDomain += any ? 1 : 0;
    }

    private boolean isGrantedInDomain(ScopeExplanation about) {
        return about.granted() && about.scope().startsWith(domain + ":");
    }
}
