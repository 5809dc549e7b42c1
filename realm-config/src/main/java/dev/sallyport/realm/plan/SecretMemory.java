package dev.sallyport.realm.plan;

import java.util.List;

/** Knows a secret again that Keycloak does not show. */
@FunctionalInterface
public interface SecretMemory {

    /** Knows none. */
    SecretMemory NONE = (key, path, value) -> false;

    /** Whether this is the secret that was written there last. */
    boolean wasLast(Key key, List<String> path, String value);
}
