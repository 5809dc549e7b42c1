package dev.sallyport.keycloak.explain;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A few users of a realm, looked at one after the other for a few seconds at most. */
record UserPage(KeycloakSession keycloak, RealmModel realm, int first, int max) {

    private static final int MAX = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As a caller writes it. */
    static UserPage of(KeycloakSession keycloak, RealmModel realm, @Nullable String first, @Nullable String max) {
        var most = Math.max(1, Found.number("max", max, 100, MAX));
        return new UserPage(keycloak, realm, Found.number("first", first, 0, Integer.MAX_VALUE), most);
    }

    /** What is done with each user. */
    interface Visit<E extends Exception> {

        void to(UserModel user) throws E;
    }

    /**
     * How far it came.
     *
     * @param next where the next page begins; absent, when there are no more users
     */
    record Seen(int users, @Nullable Integer next) {}

    /** Ends early when it takes long: the next page goes on there. */
    <E extends Exception> Seen each(Visit<E> visit) throws E {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = 0;
        try (var users = keycloak.users().searchForUserStream(realm, Map.of(), first, max)) {
            for (var user : (Iterable<UserModel>) users::iterator) {
                seen++;
                visit.to(user);
                if (System.nanoTime() > deadline) {
                    return new Seen(seen, first + seen);
                }
            }
        }
        return new Seen(seen, seen < max ? null : Integer.valueOf(first + seen));
    }
}
