package dev.sallyport.testkit;

import java.nio.file.Path;
import java.util.List;

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

    /** Puts the logs of all parts in one folder. */
    public StackSetup logsIn(Path folder) {
        keycloak.log(folder.resolve("keycloak.log"));
        for (var application : List.of(orders, invoices, gateway)) {
            application.log(folder.resolve(application.name + ".log"));
        }
        return this;
    }

    /** Starts all parts as {@link #start(Progress)} does, silently. */
    public Stack start() {
        return start(Progress.SILENT);
    }

    /**
     * Starts all parts at the same time and waits until each is ready.
     *
     * @throws StartFailed when one does not come up; the others are stopped first
     */
    public Stack start(Progress progress) {
        wire();
        progress.begun("Keycloak build");
        keycloak.builtHome();
        progress.done("Keycloak build");
        return new Stack(KeycloakLaunch.of(keycloak), orders.launch(), invoices.launch(), gateway.launch())
                .awaitReady(progress);
    }

    /** Tells each part where the others are, wherever the caller has not said so already. */
    private void wire() {
        var issuer = keycloak.url() + "/realms/sallyport";
        keycloak.environment("SALLYPORT_GATEWAY_URL", gateway.url());
        keycloak.environment("SALLYPORT_GATEWAY_BACKCHANNEL_URL", gateway.url());
        for (var service : List.of(orders, invoices)) {
            service.preset("SERVER_PORT", String.valueOf(service.port));
            service.preset("SALLYPORT_ISSUER", issuer);
        }
        gateway.preset("SPRING_PROFILES_ACTIVE", "demo")
                .preset("SALLYPORT_GATEWAY_PORT", String.valueOf(gateway.port))
                .preset("SALLYPORT_MANAGEMENT_PORT", String.valueOf(gateway.managementPort))
                .preset("SALLYPORT_GATEWAY_URL", gateway.url())
                .preset("SALLYPORT_GATEWAY_SECRET", keycloak.environment.getOrDefault("SALLYPORT_GATEWAY_SECRET", ""))
                .preset("SALLYPORT_ISSUER", issuer)
                .preset("SALLYPORT_ORDERS_URL", orders.url())
                .preset("SALLYPORT_INVOICES_URL", invoices.url());
    }
}
