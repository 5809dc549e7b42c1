package dev.sallyport.gateway.session;

import java.util.Locale;

/** The names of the gateway's own cookies: none of them goes on to a service, and no service may set one. */
public final class OwnCookies {

    /** What the names of all cookies of logins under way begin with. */
    public static final String LOGIN_PREFIX = "__Host-login-";

    private OwnCookies() {}

    public static boolean contains(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("__host-session") || lower.startsWith("__host-login-");
    }
}
