package dev.sallyport.gateway.wire;

import dev.sallyport.gateway.settings.WrongSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connections of browsers and programs.
 *
 * @param max how many there may be at once; one more is closed at once
 * @param readTimeout how long a body may be silent before its request is given up
 */
@ConfigurationProperties("sallyport.connections")
record ConnectionSettings(
        @DefaultValue("10000") int max, @DefaultValue("60s") Duration readTimeout) {

    ConnectionSettings {
        if (max < 1) {
            throw WrongSetting.of("sallyport.connections.max", max, "Give it 1 or more.");
        }
        if (!readTimeout.isPositive()) {
            throw WrongSetting.of(
                    "sallyport.connections.read-timeout", readTimeout, "Give it more than nothing, such as 60s.");
        }
    }
}
