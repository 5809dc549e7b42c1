package dev.sallyport.benchmark.gateway;

import static dev.sallyport.benchmark.gateway.Entry.Caller.BEARER;
import static dev.sallyport.benchmark.gateway.Entry.Caller.SESSION;

import java.util.List;
import java.util.Map;

/** The gateway and its peers. */
final class Entries {

    /** What all others are compared with. */
    static final String FLOOR = "scg-plain";

    private Entries() {}

    static List<Entry> all(Servers servers) {
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
