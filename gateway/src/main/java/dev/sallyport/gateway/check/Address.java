package dev.sallyport.gateway.check;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an address in a configuration tells about the way there. */
final class Address {

    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Address() {}

    /** Whether what is sent there can be read on the way; not if it never leaves the machine. */
    static boolean isReadableOnTheWay(@Nullable String address) {
        if (address == null || !address.regionMatches(true, 0, "http:", 0, 5)) {
            return false;
        }
        try {
            var host = URI.create(address).getHost();
            return host == null || !OF_THIS_MACHINE.contains(host);
        } catch (IllegalArgumentException template) {
            return true;
        }
    }
}
