package dev.sallyport.keycloak.explain;

import dev.sallyport.keycloak.scope.Scopes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Looks through the users of a realm, a page at a time, for those who would be granted a scope at a client. */
record Holders(KeycloakSession keycloak, RealmModel realm, ClientModel client, String scope) {

    static final int MAX = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Users to look through. */
    record Page(int first, int max) {}

    /**
     * The holders among the users of a page.
     *
     * @param next where the next page begins; absent, when there are no more users
     */
    public record Answer(
            String scope,
            String client,
            List<Holder> holders,
            int lookedThrough,
            @Nullable Integer next) {}

    /** Someone who has the scope. */
    public record Holder(String id, String username) {}

    static Page page(int first, int max) {
        return new Page(first, max);
    }

    /** Ends early when it takes long: the next page goes on there. */
    Answer on(Page page) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var holders = new ArrayList<Holder>();
        var seen = 0;
        try (var users = keycloak.users().searchForUserStream(realm, Map.of(), page.first(), page.max())) {
            for (var user : (Iterable<UserModel>) users::iterator) {
                seen++;
                if (holds(user)) {
                    holders.add(new Holder(user.getId(), user.getUsername()));
                }
                if (System.nanoTime() > deadline) {
                    return answer(holders, seen, page.first() + seen);
                }
            }
        }
        return answer(holders, seen, seen < page.max() ? null : Integer.valueOf(page.first() + seen));
    }

    private Answer answer(List<Holder> holders, int seen, @Nullable Integer next) {
        return new Answer(scope, client.getClientId(), holders, seen, next);
    }

    private boolean holds(UserModel user) {
        var asked = Scopes.of("openid " + scope);
        return user.isEnabled()
                && SignIn.of(keycloak, realm, user, client, asked.toString())
                        .explanation()
                        .about(scope, asked)
                        .granted();
    }
}
