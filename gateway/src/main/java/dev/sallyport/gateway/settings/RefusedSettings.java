package dev.sallyport.gateway.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/** Stops the start for settings of Spring's under which the gateway would not keep what it promises. */
@StartCheck
final class RefusedSettings implements SmartInitializingSingleton {

    private static final String GATEWAY = "spring.cloud.gateway.server.webflux.";
    private static final String TLS = GATEWAY + "httpclient.ssl.";

    private static final List<Refused> ALL = List.of(
            new Refused(
                    "server.forward-headers-strategy",
                    Set.of("none"),
                    "It believes everybody's X-Forwarded-*. Name your proxies: sallyport.trusted-proxies."),
            new Refused(
                    GATEWAY + "trusted-proxies",
                    Set.of(""),
                    "No service would learn who called. Name your proxies in sallyport.trusted-proxies instead."),
            new Refused(
                    "spring.data.redis.lettuce.read-from",
                    Set.of("", "master", "upstream"),
                    "A replica may not know yet that a session ended, or that its refresh token was spent: leave it out."),
            new Refused(
                    TLS + "use-insecure-trust-manager",
                    Set.of("", "false", "off", "no", "0"),
                    "Whoever stands in between would get the tokens. Name the services' certificates instead, in " + TLS
                            + "trusted-x509-certificates."),
            new Refused(
                    "spring.webflux.base-path",
                    Set.of("", "/"),
                    "The gateway's own addresses and its cookies are a whole host's. Leave it out."));

    private final Environment environment;

    RefusedSettings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var setting : ALL) {
            var value = environment.getProperty(setting.name());
            if (value != null && !setting.harmless().contains(value.toLowerCase(Locale.ROOT))) {
                throw WrongSetting.of(setting.name(), value.isEmpty() ? "empty" : value, setting.remedy());
            }
        }
    }

    /** A setting of which any value but the harmless ones, in lower case, is refused. */
    private record Refused(String name, Set<String> harmless, String remedy) {}
}
