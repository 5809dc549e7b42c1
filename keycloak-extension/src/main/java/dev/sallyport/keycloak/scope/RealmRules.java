package dev.sallyport.keycloak.scope;

import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** All grant rules of a realm's client scopes, whichever clients have them. */
public final class RealmRules {

    private RealmRules() {}

    /** Whether some rule of the realm must grant this scope. */
    public static boolean decideAbout(String scope, RealmModel realm) {
        return realm.getClientScopesStream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(RealmRules::holdsRules)
                .anyMatch(mapper -> GrantRules.of(mapper, realm.getName()).decideAbout(scope));
    }

    private static boolean holdsRules(ProtocolMapperModel mapper) {
        return DomainScopesMapper.ID.equals(mapper.getProtocolMapper());
    }
}
