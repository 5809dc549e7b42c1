package dev.sallyport.benchmark.gateway;

import static dev.sallyport.benchmark.gateway.Entry.Caller.BEARER;
import static dev.sallyport.benchmark.gateway.Entry.Caller.SESSION;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gateway and its peers. */
final class Entries {

    /** What all others are compared with. */
    static final String FLOOR = "scg-plain";

    private Entries() {}

    /** The gateway as it is, its peers, and the gateway with some options of the JVM or of Spring. */
    static List<Entry> all(Servers servers, List<String> variants) {
        var all = new ArrayList<>(all(servers));
        for (var variant : variants) {
            var name = "variant-" + (variants.indexOf(variant) + 1);
            var options = List.of(variant.trim().split(" +", -1));
            all.add(new Entry(
                    name,
                    "session in memory, " + variant,
                    SESSION,
                    "",
                    () -> servers.gateway(name, Map.of(), options)));
        }
        return all;
    }

    private static List<Entry> all(Servers servers) {
        return List.of(
                new Entry("nginx", "nginx, plain proxy", BEARER, "", servers::nginx),
                new Entry("reactor-netty", "bare Reactor Netty proxy", BEARER, "", () -> servers.peer("reactor-netty")),
                new Entry(FLOOR, "Spring Cloud Gateway, no security", BEARER, "", () -> servers.peer(FLOOR)),
                new Entry(
                        "session-memory",
                        "**Sallyport, session in memory**",
                        SESSION,
                        "",
                        () -> servers.gateway("gateway", Map.of())),
                new Entry(
                        "session-redis",
                        "**Sallyport, session in Redis**",
                        SESSION,
                        "",
                        () -> servers.gateway("gateway-redis", servers.inRedis())),
                new Entry(
                        "bearer",
                        "**Sallyport, bearer token seen before**",
                        BEARER,
                        "",
                        () -> servers.gateway("gateway", Map.of())),
                new Entry(
                        "scg-login",
                        "Spring Cloud Gateway + TokenRelay, memory",
                        SESSION,
                        "",
                        () -> servers.peer("scg-login")),
                new Entry(
                        "scg-login-redis",
                        "Spring Cloud Gateway + TokenRelay, Spring Session in Redis",
                        SESSION,
                        "",
                        () -> servers.peer("scg-login-redis")),
                new Entry(
                        "scg-bearer",
                        "Spring Cloud Gateway + Spring Security, bearer",
                        BEARER,
                        "",
                        () -> servers.peer("scg-bearer")),
                new Entry("httpd-session", "mod_auth_openidc, session", SESSION, "", servers::apache),
                new Entry("httpd-bearer", "mod_auth_openidc, bearer", BEARER, "/bearer", servers::apache));
    }
}
