package dev.sallyport.testkit;

/**
 * The whole of Sallyport on this machine: Keycloak with the demo realm, both services, and the gateway in front of them.
 *
 * <pre>{@code
 * var alice = stack.browser().logIn("alice");
 * assertThat(alice.get("/api/orders")).hasStatus(200);
 * }</pre>
 */
public final class Stack implements AutoCloseable {

    private final Keycloak keycloak;
    private final Application orders;
    private final Application invoices;
    private final Application gateway;

    private Stack(Keycloak keycloak, Application orders, Application invoices, Application gateway) {
        this.keycloak = keycloak;
        this.orders = orders;
        this.invoices = invoices;
        this.gateway = gateway;
    }

    static Stack launch(StackSetup setup) {
        var gatewayUrl = setup.gateway.url();
        setup.keycloak
                .environment("SALLYPORT_GATEWAY_URL", gatewayUrl)
                .environment("SALLYPORT_GATEWAY_BACKCHANNEL_URL", gatewayUrl);
        var issuer = setup.keycloak.url() + "/realms/sallyport";
        return new Stack(
                Keycloak.launch(setup.keycloak),
                service(setup.orders, issuer).launch(),
                service(setup.invoices, issuer).launch(),
                gateway(setup, issuer).launch());
    }

    Stack awaitReady() {
        try {
            orders.awaitReady();
            invoices.awaitReady();
            gateway.awaitReady();
            keycloak.awaitReady();
            return this;
        } catch (StartFailed failed) {
            close();
            throw failed;
        }
    }

    /** A new browser, with an empty page of the gateway's site. */
    public Browser browser() {
        return Browser.on(gateway.url());
    }

    public Keycloak keycloak() {
        return keycloak;
    }

    /** The demo realm. */
    public Realm realm() {
        return keycloak.realm("sallyport");
    }

    public Application gateway() {
        return gateway;
    }

    public Application orders() {
        return orders;
    }

    public Application invoices() {
        return invoices;
    }

    @Override
    public void close() {
        gateway.close();
        orders.close();
        invoices.close();
        keycloak.close();
    }

    private static ApplicationSetup service(ApplicationSetup service, String issuer) {
        return service.preset("SERVER_PORT", String.valueOf(service.port)).preset("SALLYPORT_ISSUER", issuer);
    }

    private static ApplicationSetup gateway(StackSetup setup, String issuer) {
        return setup.gateway
                .preset("SPRING_PROFILES_ACTIVE", "demo")
                .preset("SALLYPORT_GATEWAY_PORT", String.valueOf(setup.gateway.port))
                .preset("SALLYPORT_MANAGEMENT_PORT", String.valueOf(setup.gateway.managementPort))
                .preset("SALLYPORT_GATEWAY_URL", setup.gateway.url())
                .preset("SALLYPORT_GATEWAY_SECRET", "gateway-secret")
                .preset("SALLYPORT_ISSUER", issuer)
                .preset("SALLYPORT_ORDERS_URL", setup.orders.url())
                .preset("SALLYPORT_INVOICES_URL", setup.invoices.url());
    }
}
