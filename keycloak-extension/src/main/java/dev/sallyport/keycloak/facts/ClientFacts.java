package dev.sallyport.keycloak.facts;

import static java.util.stream.Collectors.toMap;

import dev.sallyport.keycloak.rule.Facts;
import java.util.Map;
import org.keycloak.models.ClientModel;

/** A client of Keycloak, without the attributes that hold its keys and its rotated secret. */
record ClientFacts(ClientModel client) implements Facts.Client {

    @Override
    public String id() {
        return client.getClientId();
    }

    @Override
    public Map<String, String> attributes() {
        return client.getAttributes().entrySet().stream()
                .filter(attribute -> !isSecret(attribute.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isSecret(String name) {
        return name.contains("secret") || name.contains("private.key");
    }
}
