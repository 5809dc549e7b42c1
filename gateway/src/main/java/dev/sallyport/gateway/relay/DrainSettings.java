package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.settings.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a gateway stops.
 *
 * @param time how long it still answers after it was told to stop, for balancers to notice and go elsewhere; open streams
 *     end at once, and new ones get 503 with Retry-After. No longer than spring.lifecycle.timeout-per-shutdown-phase (30s)
 */
@ConfigurationProperties("sallyport.drain")
record DrainSettings(@DefaultValue("0s") Duration time) {

    DrainSettings {
        if (time.isNegative()) {
            throw WrongSetting.of("sallyport.drain.time", time, "Give it 0s or more, such as 5s.");
        }
    }
}
