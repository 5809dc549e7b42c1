package dev.sallyport.testkit;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Scheme, host and port of an address: what a browser's rules about other sites are made of. */
record Origin(String scheme, String host, int port) {

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[.*]");
    private static final Pattern REGISTRABLE = Pattern.compile("(?:.*\\.)?([^.]+\\.[^.]+)");

    static Origin of(URI address) {
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = address.getPort() < 0 ? usual : address.getPort();
        return new Origin(scheme, address.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** The same scheme and registrable domain, which is taken to be the last two labels; ports do not matter. */
    boolean isSameSite(Origin other) {
        return scheme.equals(other.scheme) && registrable().equals(other.registrable());
    }

    /** HTTPS, or this machine: there browsers keep and send {@code Secure} cookies over plain HTTP too. */
    boolean isTrustworthy() {
        return scheme.equals("https")
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }

    private String registrable() {
        var domain = REGISTRABLE.matcher(host);
        return !NUMERIC.matcher(host).matches() && domain.matches() ? domain.group(1) : host;
    }

    @Override
    public String toString() {
        var usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + (port == usual ? "" : ":" + port);
    }
}
