package dev.sallyport.gateway.session;

import dev.sallyport.gateway.settings.StartCheck;
import dev.sallyport.gateway.settings.WrongSetting;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Stops the start when sessions are read from a replica: it may not have heard yet that a session ended, or that its refresh
 * token was spent.
 */
@StartCheck
final class OneTruth implements SmartInitializingSingleton {

    private static final String READ_FROM = "spring.data.redis.lettuce.read-from";
    private static final String STORE = "sallyport.session.store";
    private static final Set<String> NEWEST = Set.of("", "master", "upstream");

    private final Environment environment;

    OneTruth(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var readFrom = environment.getProperty(READ_FROM, "");
        if ("redis".equals(environment.getProperty(STORE)) && !NEWEST.contains(readFrom.toLowerCase(Locale.ROOT))) {
            throw WrongSetting.of(
                    READ_FROM, readFrom, "A replica may not know yet that a session ended: leave it out.");
        }
    }
}
