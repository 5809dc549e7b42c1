package dev.sallyport.gateway.session;

import java.util.Locale;

/** The names of the gateway's own cookies: none of them goes on to a service, and no service may set one. */
public final class OwnCookies {

    /** What the names of all cookies of logins under way begin with. */
    public static final String LOGIN_PREFIX = "__Host-login-";

    private static final String SESSION = SessionCookie.NAME.toLowerCase(Locale.ROOT);
    private static final String LOGIN = LOGIN_PREFIX.toLowerCase(Locale.ROOT);

    private OwnCookies() {}

    public static boolean contains(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(SESSION) || lower.startsWith(LOGIN);
    }

    /**
     * Whether a {@code name=value} is one of ours, read as the most lenient reader would: browsers send a cookie without
     * a name as its bare value, and some servers skip commas and equals signs in front.
     */
    public static boolean isIn(String cookie) {
        var begin = 0;
        while (begin < cookie.length() && " \t,=".indexOf(cookie.charAt(begin)) >= 0) {
            begin++;
        }
        var end = cookie.indexOf('=', begin);
        return contains((end < 0 ? cookie.substring(begin) : cookie.substring(begin, end)).strip());
    }
}
