package dev.sallyport.testkit;

/** What a {@link Stack} shall be started with; unless told otherwise, free ports and nothing kept. */
public final class StackSetup {

    final KeycloakSetup keycloak = new KeycloakSetup().sallyportExtension().sallyportRealm();
    final ApplicationSetup orders = ApplicationSetup.ofModule("services/orders");
    final ApplicationSetup invoices = ApplicationSetup.ofModule("services/invoices");
    final ApplicationSetup gateway = ApplicationSetup.ofModule("gateway").managementPort(FreePort.next());

    /** Keycloak with extension and realm; this and the other three are changed in place. */
    public KeycloakSetup keycloak() {
        return keycloak;
    }

    public ApplicationSetup orders() {
        return orders;
    }

    public ApplicationSetup invoices() {
        return invoices;
    }

    /** The gateway; Spring's own properties may be set in its environment, as {@code SPRING_…}. */
    public ApplicationSetup gateway() {
        return gateway;
    }

    /**
     * Starts all parts at the same time and waits until each is ready.
     *
     * @throws StartFailed when one does not come up; the others are stopped first
     */
    public Stack start() {
        return Stack.launch(this).awaitReady();
    }
}
