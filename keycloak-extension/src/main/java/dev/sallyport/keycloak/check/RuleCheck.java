package dev.sallyport.keycloak.check;

import static org.keycloak.models.utils.KeycloakModelUtils.runJobInTransaction;
import static org.keycloak.models.utils.KeycloakModelUtils.runJobInTransactionWithResult;

import dev.sallyport.keycloak.about.ServerInfo;
import dev.sallyport.keycloak.check.RealmCheck.Found;
import dev.sallyport.keycloak.text.OneLine;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.timer.TimerProvider;

/**
 * Finds rules that came by an import, or that no longer fit their realm: at the start, and every five minutes; those of
 * clients that came since once a day ({@link TableOwners}). Nothing is granted by them meanwhile, so nothing waits for this.
 */
public final class RuleCheck implements Runnable {

    private static final Logger LOG = Logger.getLogger(RuleCheck.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final String NAME = "sallyport-rule-check";

    private final KeycloakSessionFactory sessions;
    private final TableOwners owners;
    private final MultiGauge brokenRules = MultiGauge.builder("sallyport.rules.broken")
            .description("Rules that grant nothing, because they are wrong")
            .register(Metrics.globalRegistry);
    private Set<BrokenRule> reported = Set.of();

    private RuleCheck(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
        this.owners = new TableOwners(sessions);
    }

    /** Begins when the server's realms are there. */
    public static void whenReady(KeycloakSessionFactory sessions) {
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                runJobInTransaction(sessions, new RuleCheck(sessions)::schedule);
            }
        });
    }

    private void schedule(KeycloakSession keycloak) {
        var executor = keycloak.getProvider(ExecutorsProvider.class).getExecutor(NAME);
        executor.execute(this);
        keycloak.getProvider(TimerProvider.class).schedule(() -> executor.execute(this), INTERVAL.toMillis(), NAME);
    }

    @Override
    public synchronized void run() {
        var realms = realms();
        owners.forgetAllBut(realms);
        var found = realms.stream()
                .map(this::check)
                .flatMap(Optional::stream)
                .filter(realm -> realm.tables() > 0)
                .toList();
        report(found);
    }

    private List<String> realms() {
        return runJobInTransactionWithResult(
                sessions,
                keycloak -> keycloak.realms()
                        .getRealmsStream()
                        .map(RealmModel::getId)
                        .toList());
    }

    /** Empty, where the realm is gone again. What goes wrong with one realm must not hide the others. */
    private Optional<Found> check(String id) {
        try {
            var clients = owners.in(id);
            return runJobInTransactionWithResult(
                    sessions,
                    keycloak -> Optional.ofNullable(keycloak.realms().getRealm(id))
                            .map(realm -> new RealmCheck(keycloak, realm).run(clients)));
        } catch (RuntimeException failed) {
            LOG.errorf("rules not checked: realm_id=%s reason=%s", id, OneLine.of(failed.toString()));
            return Optional.empty();
        }
    }

    private void report(List<Found> found) {
        var broken = found.stream().flatMap(realm -> realm.broken().stream()).toList();
        broken.stream().filter(rule -> !reported.contains(rule)).forEach(rule -> LOG.errorf("rule broken: %s", rule));
        reported = Set.copyOf(broken);
        brokenRules.register(
                found.stream()
                        .map(realm -> Row.of(
                                Tags.of("realm", realm.realm()), realm.broken().size()))
                        .toList(),
                true);
        ServerInfo.brokenRules(broken.size());
    }
}
