package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.about.ServerInfo;
import dev.sallyport.keycloak.entitlement.SourceSettings.Invalid;
import dev.sallyport.keycloak.rule.UnavailableFact;
import dev.sallyport.keycloak.text.OneLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Sources that are asked over HTTP. The server option {@code --spi-entitlement-source--remote--allowed-origins} says where
 * they may be; without it, nowhere.
 */
public final class RemoteSourceFactory implements EntitlementSourceFactory, ServerInfoAwareProviderFactory {

    /** Kept in Keycloak's database: never changes. */
    static final String ID = "remote";

    private static final Logger LOG = Logger.getLogger(RemoteSourceFactory.class);
    private static final int MAX_THREADS = 128;
    private static final int ROOM_FOR_ANSWERS = 32 * 1024 * 1024;
    private static final int MAX_SOURCES_OF_A_REALM = 20;
    private static final int MAX_LINES = 1000;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Answers answers = new Answers(ROOM_FOR_ANSWERS);
    private final ExecutorService workers =
            new ThreadPoolExecutor(0, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), worker -> {
                var thread = new Thread(worker, "sallyport-entitlements");
                thread.setDaemon(true);
                return thread;
            });
    private AllowedOrigins allowed = AllowedOrigins.of(List.of());
    private @Nullable SourceHttp http;

    @Override
    public void init(Config.Scope options) {
        allowed = AllowedOrigins.of(Arrays.asList(
                Objects.requireNonNullElse(options.get("allowedOrigins"), "").split(",", -1)));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public EntitlementSource create(KeycloakSession keycloak, ComponentModel component) {
        try {
            var settings = new SourceComponent(component, allowed).settings();
            return new RemoteSource(keycloak, line(keycloak, component, settings), answers, http(keycloak));
        } catch (Invalid invalid) {
            new SourceMetrics(keycloak.getContext().getRealm().getName(), OneLine.of(component.getName()))
                    .called(Outcome.MISCONFIGURED, 0);
            throw new UnavailableFact(
                    "source misconfigured: " + invalid.getMessage(),
                    SourceProperties.FAIL.equals(component.get(SourceProperties.CLAIMS)));
        }
    }

    @Override
    public void validateConfiguration(KeycloakSession keycloak, RealmModel realm, ComponentModel component) {
        try {
            var settings = new SourceComponent(component, allowed).settings();
            var others = realm.getComponentsStream(realm.getId(), EntitlementSource.class.getName())
                    .filter(other -> !other.getId().equals(component.getId()))
                    .map(ComponentModel::getName)
                    .toList();
            if (others.contains(settings.name())) {
                throw new Invalid("name: this realm has a source of this name");
            }
            if (others.size() >= MAX_SOURCES_OF_A_REALM) {
                throw new Invalid("a realm has " + MAX_SOURCES_OF_A_REALM + " sources at most");
            }
        } catch (Invalid invalid) {
            throw (ComponentValidationException)
                    new ComponentValidationException("sallyport.refused", invalid.getMessage()).initCause(invalid);
        }
    }

    @Override
    public void preRemove(KeycloakSession keycloak, RealmModel realm, ComponentModel component) {
        lines.remove(component.getId());
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            if (http != null) {
                http.close();
            }
        } catch (IOException alreadyGone) {
            LOG.debug("connections to entitlement sources were gone before they were closed");
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Asks a domain outside Keycloak what it knows of a user, for rules that mention it.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return SourceProperties.all();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return ServerInfo.shown();
    }

    /** The one for these settings: where they differ from those before, nothing of what was before is used again. */
    private Line line(KeycloakSession keycloak, ComponentModel component, SourceSettings settings) {
        if (lines.size() >= MAX_LINES) {
            lines.clear();
        }
        var metrics = new SourceMetrics(keycloak.getContext().getRealm().getName(), settings.name());
        return lines.compute(
                component.getId(),
                (id, known) -> known != null && known.settings().equals(settings)
                        ? known
                        : new Line(settings, metrics, workers, new AccessTokens(http(keycloak))));
    }

    /** Made when it is first needed: Keycloak's truststore is there then. */
    private synchronized SourceHttp http(KeycloakSession keycloak) {
        if (http == null) {
            http = SourceHttp.of(keycloak, allowed);
        }
        return http;
    }
}
