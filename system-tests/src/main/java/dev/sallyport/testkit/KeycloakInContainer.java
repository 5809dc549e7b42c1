package dev.sallyport.testkit;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import java.nio.file.Path;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.MountableFile;

/**
 * The same Keycloak in a container, for tests that use Testcontainers already.
 *
 * <pre>{@code
 * @Container
 * static final KeycloakInContainer keycloak =
 *         new KeycloakInContainer(new KeycloakSetup().sallyportExtension().sallyportRealm());
 * }</pre>
 *
 * <p>Of the setup it takes the version, providers, realms, features, environment and options; ports, JDK, log and database
 * are the container's own. An image that is on this machine is used, however old it is.
 */
public final class KeycloakInContainer extends ExtendableKeycloakContainer<KeycloakInContainer> {

    private static final int READABLE = 0644;

    public KeycloakInContainer(KeycloakSetup setup) {
        super("quay.io/keycloak/keycloak:" + setup.distribution.version());
        withImagePullPolicy(PullPolicy.defaultPolicy());
        setup.providers.forEach(jar -> copy(jar, "providers"));
        setup.realmFiles.forEach(file -> copy(file, "data/import"));
        if (!setup.features.isEmpty()) {
            withFeaturesEnabled(setup.features.toArray(String[]::new));
        }
        withEnv(setup.environment);
        setup.options.forEach(this::withCustomCommand);
    }

    /** What clients of the started container see of a realm. */
    public Realm realm(String name) {
        return Realm.of(getAuthServerUrl(), name);
    }

    /** Keycloak's admin REST API, called as its administrator. */
    public KeycloakAdmin admin() {
        return new KeycloakAdmin(getAuthServerUrl());
    }

    private void copy(Path file, String folder) {
        withCopyFileToContainer(
                MountableFile.forHostPath(file, READABLE), "/opt/keycloak/" + folder + "/" + file.getFileName());
    }
}
