package dev.sallyport.keycloak.check;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.keycloak.models.utils.KeycloakModelUtils.runJobInTransactionWithResult;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Which clients have tables of rules of their own. Few have, and a realm may have tens of thousands of clients: they are
 * all looked through once a day, and some at a time, so that nothing is held for long.
 */
final class TableOwners {

    private static final Duration KNOWN_FOR = Duration.ofDays(1);
    private static final int AT_A_TIME = 100;

    private final KeycloakSessionFactory sessions;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(Set<String> clients, Instant until) {}

    /** Some clients of a realm: how many, and the ids of those that have tables. */
    private record Page(long size, Set<String> owners) {}

    TableOwners(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Their ids; some may be gone since. */
    Set<String> in(String realm) {
        var held = known.get(realm);
        if (held == null || Instant.now().isAfter(held.until())) {
            held = new Known(find(realm), Instant.now().plus(KNOWN_FOR));
            known.put(realm, held);
        }
        return held.clients();
    }

    void forgetAllBut(Collection<String> realms) {
        known.keySet().retainAll(realms);
    }

    private Set<String> find(String realm) {
        var owners = new HashSet<String>();
        Page page;
        var first = 0;
        do {
            page = page(realm, first);
            owners.addAll(page.owners());
            first += AT_A_TIME;
        } while (page.size() > 0);
        return Set.copyOf(owners);
    }

    private Page page(String realm, int first) {
        return runJobInTransactionWithResult(sessions, keycloak -> page(keycloak, realm, first));
    }

    private static Page page(KeycloakSession keycloak, String id, int first) {
        var realm = keycloak.realms().getRealm(id);
        if (realm == null) {
            return new Page(0, Set.of());
        }
        keycloak.getContext().setRealm(realm);
        var clients = realm.getClientsStream(first, AT_A_TIME).toList();
        var owners = clients.stream()
                .filter(client -> new RealmCheck(keycloak, realm).hasTables(client))
                .map(ClientModel::getId)
                .collect(toUnmodifiableSet());
        return new Page(clients.size(), owners);
    }
}
