package dev.sallyport.keycloak.guard;

import dev.sallyport.keycloak.text.OneLine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Logs each client that asks for domain scopes without having the mapper that would decide about them: once, and again
 * only after very many others, because a client may ask for a token many times in a second.
 */
final class ClientsWithoutMapper {

    private static final int MAX_CLIENTS = 1000;
    private static final Logger LOG = Logger.getLogger(ClientsWithoutMapper.class);

    private final Set<Client> reported = ConcurrentHashMap.newKeySet();

    private record Client(String realm, String id) {}

    void report(String realm, String client) {
        if (isNew(realm, client)) {
            LOG.warnf(
                    "domain scopes left out: realm=%s client=%s reason=the client lacks the client scope whose mapper"
                            + " decides about them; said once for each client",
                    OneLine.of(realm), OneLine.of(client));
        }
    }

    boolean isNew(String realm, String client) {
        if (reported.size() >= MAX_CLIENTS) {
            reported.clear();
        }
        return reported.add(new Client(realm, client));
    }
}
