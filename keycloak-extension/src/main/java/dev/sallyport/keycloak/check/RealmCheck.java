package dev.sallyport.keycloak.check;

import dev.sallyport.keycloak.table.Checked;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapper;

/** Looks through all tables of rules in the client scopes of one realm. */
record RealmCheck(KeycloakSession keycloak, RealmModel realm) {

    /** How many there are, broken or not. */
    record Found(String realm, long tables, List<BrokenRule> broken) {}

    Found run() {
        keycloak.getContext().setRealm(realm);
        var scopes = realm.getClientScopesStream().toList();
        var tables = scopes.stream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(mapper -> provider(mapper) instanceof Checked)
                .count();
        return new Found(
                realm.getName(), tables, scopes.stream().flatMap(this::broken).toList());
    }

    private Stream<BrokenRule> broken(ClientScopeModel scope) {
        return scope.getProtocolMappersStream().flatMap(mapper -> broken(scope, mapper));
    }

    private Stream<BrokenRule> broken(ClientScopeModel scope, ProtocolMapperModel mapper) {
        return provider(mapper) instanceof Checked checked
                ? checked.objections(mapper, realm, keycloak).stream()
                        .map(reason -> new BrokenRule(realm.getName(), scope.getName(), mapper.getName(), reason))
                : Stream.empty();
    }

    private Object provider(ProtocolMapperModel mapper) {
        return keycloak.getKeycloakSessionFactory()
                .getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper());
    }
}
