package dev.sallyport.gateway.seal;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets of the gateway itself.
 *
 * @param serverKeys 256-bit keys, base64 or base64url, the same on every node. The first seals what is new, the others
 *     open what is old: to rotate, add a new one behind on every node, then put it in front on every node, and drop the
 *     last after sallyport.session.absolute-timeout. Without any, one is made at start, and is gone when the process ends
 */
@ConfigurationProperties("sallyport")
record ServerKeySettings(@DefaultValue List<String> serverKeys) {

    @Override
    public String toString() {
        return "ServerKeySettings[serverKeys=" + serverKeys.size() + "]";
    }
}
