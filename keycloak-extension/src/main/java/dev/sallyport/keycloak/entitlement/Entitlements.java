package dev.sallyport.keycloak.entitlement;

import static java.util.stream.Collectors.toMap;

import dev.sallyport.keycloak.rule.UnavailableFact;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The entitlements of one user, by the names of the sources that say so. A source is asked when its name is first looked
 * up, and once: what it said, or that it said nothing, holds for the whole token.
 */
public final class Entitlements extends AbstractMap<String, Object> {

    private final KeycloakSession keycloak;
    private final UserModel user;
    private final ClientModel client;
    private final Map<String, Said> said = new HashMap<>();
    private @Nullable Map<String, ComponentModel> sources;

    public Entitlements(KeycloakSession keycloak, UserModel user, ClientModel client) {
        this.keycloak = keycloak;
        this.user = user;
        this.client = client;
    }

    /** Null where the realm has no source of this name. */
    @Override
    public @Nullable Object get(Object name) {
        var component = sources().get(name);
        return component == null
                ? null
                : said.computeIfAbsent(component.getName(), first -> ask(component))
                        .orThrow();
    }

    @Override
    public boolean containsKey(Object name) {
        return sources().containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return sources().keySet().stream().map(Entitlements.this::entry).iterator();
            }

            @Override
            public int size() {
                return sources().size();
            }
        };
    }

    @Override
    public Set<String> keySet() {
        return sources().keySet();
    }

    private Entry<String, Object> entry(String name) {
        return Map.entry(name, get(name));
    }

    private Said ask(ComponentModel component) {
        try {
            return new Said(source(component).entitlements(user, client), null);
        } catch (UnavailableFact nothing) {
            return new Said(Map.of(), nothing);
        }
    }

    private EntitlementSource source(ComponentModel component) {
        var factory = keycloak.getKeycloakSessionFactory()
                .getProviderFactory(EntitlementSource.class, component.getProviderId());
        if (factory instanceof EntitlementSourceFactory known) {
            return known.create(keycloak, component);
        }
        throw new UnavailableFact("entitlement source of an unknown kind", false);
    }

    /** Two of one name cannot be saved; where they were imported, neither is heard. */
    private Map<String, ComponentModel> sources() {
        if (sources == null) {
            var realm = client.getRealm();
            sources = realm.getComponentsStream(realm.getId(), EntitlementSource.class.getName())
                    .collect(toMap(ComponentModel::getName, component -> component, Entitlements::neither));
        }
        return sources;
    }

    private static ComponentModel neither(ComponentModel one, ComponentModel other) {
        var unusable = new ComponentModel();
        unusable.setName(one.getName());
        return unusable;
    }

    private record Said(
            Map<String, Object> entitlements, @Nullable UnavailableFact nothing) {

        Map<String, Object> orThrow() {
            if (nothing != null) {
                throw nothing;
            }
            return entitlements;
        }
    }
}
