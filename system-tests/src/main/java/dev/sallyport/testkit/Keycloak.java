package dev.sallyport.testkit;

/**
 * A real Keycloak that runs beside us. Its administrator is {@code admin} with password {@code admin}.
 *
 * <pre>{@code
 * try (var keycloak = new KeycloakSetup().sallyportExtension().realm(Path.of("my-realm.json")).start()) {
 *     var token = keycloak.realm("my-realm").token(Map.of("grant_type", "client_credentials", …));
 * }
 * }</pre>
 */
public final class Keycloak extends Server {

    static final String ADMINISTRATOR = "admin";

    private final Instance instance;
    private final KeycloakAdmin admin;

    Keycloak(KeycloakSetup setup, Instance instance, ServerProcess process) {
        super("Keycloak", setup.url(), setup.managementPort, process);
        this.instance = instance;
        this.admin = new KeycloakAdmin(setup.url());
    }

    /** What clients see of a realm: its issuer and its endpoints. */
    public Realm realm(String name) {
        return new Realm(url(), name, admin);
    }

    /** Keycloak's admin REST API, called as its administrator. */
    public KeycloakAdmin admin() {
        return admin;
    }

    /** Stops it; its database is gone, unless it was to be kept. */
    @Override
    public void close() {
        super.close();
        instance.close();
    }

    @Override
    void awaitReady() {
        super.awaitReady();
        instance.complete();
    }

    @Override
    String readiness() {
        return "/health/ready";
    }
}
