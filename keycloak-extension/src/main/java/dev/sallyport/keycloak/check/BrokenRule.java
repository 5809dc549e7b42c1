package dev.sallyport.keycloak.check;

import dev.sallyport.keycloak.text.OneLine;

/** A rule, or a whole table, that grants nothing, because it would have been refused if it had been saved. */
record BrokenRule(String realm, String clientScope, String mapper, String reason) {

    @Override
    public String toString() {
        return "realm=%s client_scope=%s mapper=%s reason=%s"
                .formatted(OneLine.of(realm), OneLine.of(clientScope), OneLine.of(mapper), OneLine.of(reason));
    }
}
