package dev.sallyport.keycloak.table;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** A mapper with rules, whose table can be looked through at any time: one that was imported was never saved. */
public interface Checked {

    /** All that is wrong with the table, each beginning with the name that it is about. */
    List<String> objections(ProtocolMapperModel mapper, RealmModel realm, KeycloakSession keycloak);
}
