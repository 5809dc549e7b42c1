package dev.sallyport.benchmark.gateway;

import static dev.sallyport.benchmark.gateway.Entry.Caller.BEARER;
import static dev.sallyport.benchmark.gateway.Entry.Caller.NEW_BEARER;
import static dev.sallyport.benchmark.gateway.Entry.Caller.SESSION;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What takes turns in one run. */
record Entries(Servers servers) {

    /** What all others are compared with. */
    static final String FLOOR = "scg-plain";

    /** The gateway as it is, its peers, and the gateway with some options of the JVM or of Spring. */
    List<Entry> peers(List<String> variants) {
        var ours = Stream.of(
                floor(),
                inMemory(),
                new Entry(
                        "session-redis",
                        "**Sallyport, session in Redis**",
                        SESSION,
                        () -> servers.gateway("gateway-redis", servers.inRedis())),
                new Entry("bearer", "**Sallyport, bearer token seen before**", BEARER, this::gateway),
                new Entry("bearer-new", "**Sallyport, new bearer tokens**", NEW_BEARER, this::gateway));
        return Stream.of(
                        Stream.of(
                                new Entry("nginx", "nginx, plain proxy", BEARER, servers::nginx),
                                peer("reactor-netty", "bare Reactor Netty proxy", BEARER)),
                        ours,
                        others(),
                        IntStream.range(0, variants.size()).mapToObj(number -> variant(number, variants.get(number))))
                .flatMap(entries -> entries)
                .toList();
    }

    /** The same with more routes, larger headers and larger tokens, and what they cost plain Spring Cloud Gateway. */
    List<Entry> curves() {
        var header = Stream.of(2, 6)
                .flatMap(kilobytes -> Stream.of(
                        new Entry(
                                "header-" + kilobytes,
                                "**Sallyport, a header of %d KB**".formatted(kilobytes),
                                SESSION,
                                "",
                                kilobytes << 10,
                                this::gateway),
                        new Entry(
                                "scg-header-" + kilobytes,
                                "Spring Cloud Gateway, a header of %d KB".formatted(kilobytes),
                                BEARER,
                                "",
                                kilobytes << 10,
                                () -> servers.peer(FLOOR))));
        var token = Stream.of(4, 8)
                .map(kilobytes -> new Entry(
                        "token-" + kilobytes,
                        "**Sallyport, a token of %d KB more**".formatted(kilobytes),
                        SESSION,
                        () -> servers.gateway(
                                "gateway-token-" + kilobytes,
                                Map.of(
                                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_KEYCLOAK_SCOPE",
                                        "openid,large-" + kilobytes))));
        return Stream.of(Stream.of(floor(), inMemory()), routes(), header, token)
                .flatMap(entries -> entries)
                .toList();
    }

    /** The last one's path is asked for. */
    private Stream<Entry> routes() {
        var ours = Stream.of(100, 1000)
                .map(count -> new Entry(
                        "routes-" + count,
                        "**Sallyport, %,d routes**".formatted(count),
                        SESSION,
                        "/service-" + count,
                        () -> servers.gatewayWithRoutes(count)));
        var plain = new Entry(
                "scg-routes-1000",
                "Spring Cloud Gateway, 1,000 routes",
                BEARER,
                "/service-1000",
                () -> servers.peerWithRoutes(FLOOR, 1000));
        return Stream.concat(ours, Stream.of(plain));
    }

    private Stream<Entry> others() {
        return Stream.of(
                peer("scg-login", "Spring Cloud Gateway + TokenRelay, memory", SESSION),
                peer("scg-login-redis", "Spring Cloud Gateway + TokenRelay, Spring Session in Redis", SESSION),
                peer("scg-bearer", "Spring Cloud Gateway + Spring Security, bearer", BEARER),
                new Entry(
                        "scg-bearer-new",
                        "Spring Cloud Gateway + Spring Security, new bearer tokens",
                        NEW_BEARER,
                        () -> servers.peer("scg-bearer")),
                new Entry("httpd-session", "mod_auth_openidc, session", SESSION, servers::apache),
                new Entry("httpd-bearer", "mod_auth_openidc, bearer", BEARER, "/bearer", servers::apache));
    }

    private Entry floor() {
        return peer(FLOOR, "Spring Cloud Gateway, no security", BEARER);
    }

    private Entry inMemory() {
        return new Entry("session-memory", "**Sallyport, session in memory**", SESSION, this::gateway);
    }

    private Entry peer(String name, String title, Entry.Caller caller) {
        return new Entry(name, title, caller, () -> servers.peer(name));
    }

    private Entry variant(int number, String variant) {
        var name = "variant-" + (number + 1);
        var options = List.of(variant.trim().split(" +", -1));
        return new Entry(
                name, "session in memory, " + variant, SESSION, () -> servers.gateway(name, Map.of(), options));
    }

    private Servers.Running gateway() {
        return servers.gateway("gateway", Map.of());
    }
}
