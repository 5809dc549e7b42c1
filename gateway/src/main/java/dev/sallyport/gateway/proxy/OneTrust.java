package dev.sallyport.gateway.proxy;

import dev.sallyport.gateway.settings.StartCheck;
import dev.sallyport.gateway.settings.WrongSetting;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Stops the start when somebody is believed in a second way: by Spring's strategies everybody is, and by Spring Cloud
 * Gateway's list no service learns who called.
 */
@StartCheck
final class OneTrust implements SmartInitializingSingleton {

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String LIST = "spring.cloud.gateway.server.webflux.trusted-proxies";

    private final Environment environment;

    OneTrust(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var strategy = environment.getProperty(STRATEGY, "none");
        if (!strategy.toLowerCase(Locale.ROOT).equals("none")) {
            throw WrongSetting.of(
                    STRATEGY,
                    strategy,
                    "It believes everybody's X-Forwarded-*. Name your proxies: " + TrustedProxies.NAME + ".");
        }
        var list = environment.getProperty(LIST, "");
        if (!list.isEmpty()) {
            throw WrongSetting.of(LIST, list, "Name your proxies in " + TrustedProxies.NAME + " instead.");
        }
    }
}
