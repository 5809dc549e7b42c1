package dev.sallyport.keycloak.entitlement;

import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Whom a source is asked about. Nothing else of a user leaves Keycloak. */
record Question(String realm, String userId, String username, String client) {

    static Question about(UserModel user, ClientModel client) {
        return new Question(client.getRealm().getName(), user.getId(), user.getUsername(), client.getClientId());
    }
}
