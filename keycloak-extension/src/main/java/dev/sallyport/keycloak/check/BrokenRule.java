package dev.sallyport.keycloak.check;

import dev.sallyport.keycloak.text.OneLine;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * A rule, or a whole table, that grants nothing, because it would have been refused if it had been saved.
 *
 * @param owner the client scope or the client that its mapper stands in
 */
record BrokenRule(String realm, String owner, String mapper, String reason) {

    static String owner(ClientScopeModel scope) {
        return scope instanceof ClientModel client
                ? "client=" + OneLine.of(client.getClientId())
                : "client_scope=" + OneLine.of(scope.getName());
    }

    @Override
    public String toString() {
        return "realm=%s %s mapper=%s reason=%s"
                .formatted(OneLine.of(realm), owner, OneLine.of(mapper), OneLine.of(reason));
    }
}
