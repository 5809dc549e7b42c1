package dev.sallyport.gateway.proxy;

import dev.sallyport.gateway.settings.WrongSetting;
import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of the gateway.
 *
 * @param trustedProxies addresses of the proxies in front, such as 10.0.0.7 or 10.0.0.0/24: theirs are the only
 *     X-Forwarded-For, -Proto and -Host that count
 */
@ConfigurationProperties("sallyport")
public record TrustedProxies(@DefaultValue List<String> trustedProxies) {

    /** The setting's name. */
    public static final String NAME = "sallyport.trusted-proxies";

    public TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(TrustedProxies::range);
    }

    /** Fails with an {@code IllegalArgumentException} for what is no IP address; no name is looked up. */
    public boolean trust(String address) {
        return ranges().trust(AddressRange.literal(address));
    }

    Ranges ranges() {
        return new Ranges(trustedProxies.stream().map(TrustedProxies::range).toList());
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException malformed) {
            throw WrongSetting.of(
                    NAME,
                    text,
                    "Name addresses of your proxies, such as 10.0.0.7 or 10.0.0.0/24, with commas between.");
        }
    }

    /** The same, ready to be asked. */
    record Ranges(List<AddressRange> all) {

        boolean trust(InetAddress address) {
            return all.stream().anyMatch(range -> range.contains(address));
        }
    }
}
