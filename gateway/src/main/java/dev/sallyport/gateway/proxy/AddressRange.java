package dev.sallyport.gateway.proxy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, as CIDR writes them (RFC 4632): {@code 10.0.0.0/8}, {@code 2001:db8::/32}; or one address.
 *
 * @param bits how many of the first bits are the same in all
 */
record AddressRange(InetAddress first, int bits) {

    private static final Pattern LITERAL = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)");

    /** Fails with an {@code IllegalArgumentException} if it is none. No name is looked up. */
    static AddressRange of(String text) {
        var slash = text.indexOf('/');
        var first = literal(slash < 0 ? text : text.substring(0, slash));
        var all = first.getAddress().length * 8;
        var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("The length of the prefix is 0 to " + all);
        }
        return new AddressRange(first, bits);
    }

    /** An address as it is written, IPv4 in dots or IPv6; fails with an {@code IllegalArgumentException} if it is none. */
    static InetAddress literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException("No IP address");
        }
        return InetAddress.ofLiteral(text);
    }

    boolean contains(InetAddress address) {
        var ours = first.getAddress();
        var theirs = address.getAddress();
        var whole = bits / 8;
        return ours.length == theirs.length
                && Arrays.equals(ours, 0, whole, theirs, 0, whole)
                && (bits % 8 == 0 || (ours[whole] ^ theirs[whole]) >> (8 - bits % 8) == 0);
    }
}
