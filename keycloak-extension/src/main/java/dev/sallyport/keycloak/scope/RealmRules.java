package dev.sallyport.keycloak.scope;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** All grant rules of a realm's client scopes, whichever clients have them; looked up once for a token. */
public final class RealmRules {

    private final List<GrantRules> tables;

    private RealmRules(List<GrantRules> tables) {
        this.tables = tables;
    }

    public static RealmRules of(RealmModel realm) {
        return new RealmRules(realm.getClientScopesStream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(RealmRules::holdsRules)
                .map(mapper -> GrantRules.of(mapper, realm.getName()))
                .toList());
    }

    /** The same, and those that the client has for itself. */
    public static RealmRules of(ClientModel client) {
        return new RealmRules(Stream.concat(
                        of(client.getRealm()).tables.stream(),
                        client.getProtocolMappersStream()
                                .filter(RealmRules::holdsRules)
                                .map(mapper ->
                                        GrantRules.of(mapper, client.getRealm().getName())))
                .toList());
    }

    /** Whether no client scope of the realm has a table of rules. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    /** Whether this is the marker of a scope that a rule names. */
    boolean reachThrough(String marker) {
        return names().stream()
                .anyMatch(scope -> DomainMarker.of(scope)
                        .filter(known -> known.name().equals(marker))
                        .isPresent());
    }

    /** Whether some rule of the realm must grant this scope. */
    public boolean decideAbout(String scope) {
        return tables.stream().anyMatch(rules -> rules.decideAbout(scope));
    }

    /** The scopes that rules name. */
    public Set<String> names() {
        return tables.stream().flatMap(rules -> rules.names().stream()).collect(toUnmodifiableSet());
    }

    Stream<ScopeRule> of(String scope) {
        return tables.stream().flatMap(rules -> rules.of(scope).stream());
    }

    private static boolean holdsRules(ProtocolMapperModel mapper) {
        return DomainScopesMapper.ID.equals(mapper.getProtocolMapper());
    }
}
