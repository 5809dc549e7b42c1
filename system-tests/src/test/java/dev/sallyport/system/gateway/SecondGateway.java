package dev.sallyport.system.gateway;

import dev.sallyport.testkit.Application;
import dev.sallyport.testkit.ApplicationSetup;
import dev.sallyport.testkit.Browser;
import dev.sallyport.testkit.Stack;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A gateway beside the stack's own, set up as an operator would, in {@code gateway/routes.yml}: before a service that
 * records what arrives, and in a realm of its own, which a test may change if it changes it back.
 */
final class SecondGateway implements AutoCloseable {

    private final OwnRealm realm;
    private final RecordingService service;
    private final Application application;
    private final Map<String, Browser> signedIn = new HashMap<>();

    private SecondGateway(OwnRealm realm, RecordingService service, Application application) {
        this.realm = realm;
        this.service = service;
        this.application = application;
    }

    static SecondGateway beside(Stack stack) {
        var service = RecordingService.start();
        var setup = ApplicationSetup.gateway();
        var realm = OwnRealm.create("second", stack.keycloak(), urlOf(setup.url()));
        return new SecondGateway(
                realm, service, before(service, realm.issuer(), setup).start());
    }

    /** The settings of a gateway with these routes, before this service. */
    static ApplicationSetup before(RecordingService service, String issuer, ApplicationSetup setup) {
        return setup.environment("SPRING_CONFIG_ADDITIONAL_LOCATION", file("routes.yml"))
                .environment("GATEWAY_URL", urlOf(setup.url()))
                .environment("GATEWAY_SECRET", OwnRealm.GATEWAY_SECRET)
                .environment("ISSUER", issuer)
                .environment("SERVICE_URL", service.url());
    }

    static String file(String name) {
        try {
            var resource = SecondGateway.class.getResource("/gateway/" + name);
            if (resource == null) {
                throw new IllegalStateException("No resource gateway/" + name);
            }
            return Path.of(resource.toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new browser, with an empty page of this gateway's site. */
    Browser browser() {
        return Browser.on(url());
    }

    /** A tab of a browser in which this person is signed in already, for tests that leave the session alone. */
    Browser signedIn(String username) {
        var browser = signedIn.computeIfAbsent(username, name -> browser().logIn(name));
        if (browser.get("/bff/session").status() != 200) {
            signedIn.put(username, browser().logIn(username));
        }
        return signedIn.getOrDefault(username, browser).newTab();
    }

    String url() {
        return urlOf(application.url());
    }

    /** To browsers this is another site than Keycloak's {@code localhost}, as it is wherever it matters. */
    static String urlOf(String url) {
        return url.replace("//localhost:", "//127.0.0.1:");
    }

    OwnRealm realm() {
        return realm;
    }

    RecordingService service() {
        return service;
    }

    /** All that it has logged so far. */
    String log() {
        return application.output();
    }

    @Override
    public void close() {
        application.close();
        service.close();
    }
}
