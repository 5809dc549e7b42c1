package dev.sallyport.gateway.seal;

import dev.sallyport.gateway.settings.WrongSetting;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The gateway's own keys, newest first; one that lasts as long as this process if none are set. */
@Component
public final class ServerKeys {

    private static final String HOW = "each a base64 text of 32 random bytes, as `openssl rand -base64 32` makes one";

    private final List<ServerKey> keys;
    private final boolean shared;

    @Autowired
    ServerKeys(ServerKeySettings settings) {
        this.shared = !settings.serverKeys().isEmpty();
        this.keys = shared
                ? settings.serverKeys().stream().map(ServerKeys::parse).toList()
                : List.of(new ServerKey(random()));
    }

    /** Keys that are set; the first is the newest. */
    public static ServerKeys of(String... base64) {
        return new ServerKeys(new ServerKeySettings(List.of(base64)));
    }

    /** The key that seals what is new. */
    public ServerKey newest() {
        return keys.getFirst();
    }

    public List<ServerKey> all() {
        return keys;
    }

    /** The key with this id; null if it is none of ours, or no longer. */
    public @Nullable ServerKey withId(byte[] id) {
        for (var key : keys) {
            if (key.hasId(id)) {
                return key;
            }
        }
        return null;
    }

    /** Stops the start when what is sealed has to outlive this process, or be opened by another node. */
    public void requireShared(String because) {
        if (!shared) {
            throw new WrongSetting(
                    because + " needs keys that all nodes share.", "Set sallyport.server-keys, " + HOW + ".");
        }
    }

    private static ServerKey parse(String text) {
        try {
            var value = text.strip().replace('-', '+').replace('_', '/');
            return new ServerKey(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException malformed) {
            throw new WrongSetting("sallyport.server-keys has a value that is no key.", "Give it keys, " + HOW + ".");
        }
    }

    private static byte[] random() {
        var key = new byte[ServerKey.BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
