package dev.sallyport.keycloak.check;

import dev.sallyport.keycloak.table.Checked;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapper;

/** Looks through the tables of rules in the client scopes of one realm, and in some of its clients. */
record RealmCheck(KeycloakSession keycloak, RealmModel realm) {

    /** How many there are, broken or not. */
    record Found(String realm, long tables, List<BrokenRule> broken) {}

    private record Table(ClientScopeModel owner, ProtocolMapperModel mapper, Checked provider) {}

    /** Takes the ids of the clients that have tables; those that are gone have none. */
    Found run(Set<String> owners) {
        keycloak.getContext().setRealm(realm);
        var clients = owners.stream().map(realm::getClientById).filter(Objects::nonNull);
        var tables = Stream.concat(realm.getClientScopesStream(), clients)
                .flatMap(this::tables)
                .toList();
        var broken = tables.stream().flatMap(this::broken).toList();
        return new Found(realm.getName(), tables.size(), broken);
    }

    boolean hasTables(ClientModel client) {
        return tables(client).findAny().isPresent();
    }

    private Stream<Table> tables(ClientScopeModel owner) {
        return owner.getProtocolMappersStream()
                .flatMap(mapper -> provider(mapper) instanceof Checked provider
                        ? Stream.of(new Table(owner, mapper, provider))
                        : Stream.empty());
    }

    private Stream<BrokenRule> broken(Table table) {
        return objections(table).stream()
                .map(reason -> new BrokenRule(
                        realm.getName(),
                        BrokenRule.owner(table.owner()),
                        table.mapper().getName(),
                        reason));
    }

    /** What cannot even be looked through is broken too, and hides no other. */
    private List<String> objections(Table table) {
        try {
            return table.provider().objections(table.mapper(), realm, keycloak);
        } catch (RuntimeException failed) {
            return List.of("not checked: " + failed);
        }
    }

    private Object provider(ProtocolMapperModel mapper) {
        return keycloak.getKeycloakSessionFactory()
                .getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper());
    }
}
