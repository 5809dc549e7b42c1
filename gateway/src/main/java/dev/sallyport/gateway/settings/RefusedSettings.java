package dev.sallyport.gateway.settings;

import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** Stops the start for settings of Spring's under which the gateway would not keep what it promises. */
@StartCheck
final class RefusedSettings implements SmartInitializingSingleton {

    private static final String TLS = "spring.cloud.gateway.server.webflux.httpclient.ssl.";
    private static final String INSECURE = TLS + "use-insecure-trust-manager";
    private static final String BASE_PATH = "spring.webflux.base-path";
    private static final Set<String> ROOT = Set.of("", "/");

    private final Environment environment;

    RefusedSettings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (environment.getProperty(INSECURE, Boolean.class, false)) {
            throw WrongSetting.of(
                    INSECURE,
                    true,
                    "Whoever stands in between would get the tokens. Name the services' certificates instead, in " + TLS
                            + "trusted-x509-certificates.");
        }
        var basePath = environment.getProperty(BASE_PATH, "");
        if (!ROOT.contains(basePath)) {
            throw WrongSetting.of(
                    BASE_PATH,
                    basePath,
                    "The gateway's own addresses and its cookies are a whole host's. Leave it out.");
        }
    }
}
