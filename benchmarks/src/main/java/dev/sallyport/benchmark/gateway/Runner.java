package dev.sallyport.benchmark.gateway;

import dev.sallyport.testkit.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One entry that has been started, with a caller that it knows. */
final class Runner {

    private static final int WARM_UP_CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 3;
    private static final int MOST_WARM_UPS = 10;

    private final Entry entry;
    private final Servers servers;
    private final Servers.Running server;
    private final @Nullable Redis redis;
    private Path headers;
    private int loads;

    private Runner(Entry entry, Servers servers, Servers.Running server, Path headers) {
        this.entry = entry;
        this.servers = servers;
        this.server = server;
        this.headers = headers;
        this.redis = entry.name().endsWith("redis") ? servers.redis() : null;
    }

    static Runner ready(Entry entry, Servers servers) throws IOException {
        var server = entry.server().get();
        var line = switch (entry.caller()) {
            case SESSION -> "Cookie: " + new Login("alice").through(server.url(), loginPath(entry));
            case BEARER, NEW_BEARER -> "Authorization: Bearer " + servers.accessToken();
        };
        if (entry.padding() > 0) {
            line += "\tX-Padding: " + "x".repeat(entry.padding());
        }
        var headers = Files.writeString(servers.folder().resolve(entry.name() + ".headers"), line + "\n");
        return new Runner(entry, servers, server, headers);
    }

    String name() {
        return entry.name();
    }

    void warmUp(Plan plan) throws IOException {
        requireRelayedToken();
        // Every new token has to be signed, and the other entries share most of the code: a quarter is enough
        var left = (long) plan.warmUp() / (entry.caller() == Entry.Caller.NEW_BEARER ? 4 : 1);
        for (var runs = 0; left > 0 && runs < MOST_WARM_UPS; runs++) {
            left -= load(WARM_UP_CONNECTIONS, WARM_UP_SECONDS).requests();
        }
    }

    Measurement measure(int round, int connections, int seconds) throws IOException {
        requireRelayedToken();
        var own = new ProcessTree(server.process().pid());
        var ownBefore = own.cpuMicros();
        var redisBefore = redisMicros();
        var load = load(connections, seconds);
        return new Measurement(
                entry.name(),
                round,
                connections,
                load,
                perRequest(own.cpuMicros() - ownBefore, load),
                perRequest(redisMicros() - redisBefore, load),
                own.residentBytes(),
                server.start());
    }

    /** A redirect or a refusal would be cheap: the service must see a token. */
    private void requireRelayedToken() throws IOException {
        var header = Files.readString(headers).lines().findFirst().orElseThrow().split("[\t:] ?", 3);
        var answer =
                Http.send(Http.request(server.url() + entry.path() + "/echo").header(header[0], header[1]));
        if (answer.statusCode() != 200 || !answer.body().startsWith("Bearer ey")) {
            throw new IllegalStateException(
                    entry.name() + " answered " + answer.statusCode() + " and relayed no token");
        }
    }

    private Wrk.Load load(int connections, int seconds) throws IOException {
        var url = server.url() + entry.path() + "/items";
        if (entry.caller() != Entry.Caller.NEW_BEARER) {
            return Wrk.run(servers.folder(), url, headers, connections, seconds);
        }
        headers = servers.newTokens().file(loads++, seconds);
        var load = Wrk.run(servers.folder(), url, headers, connections, seconds);
        if (load.requests() > NewTokens.count(seconds)) {
            throw new IllegalStateException(entry.name() + " was faster than there were new tokens");
        }
        return load;
    }

    private long redisMicros() {
        return redis == null ? 0 : new ProcessTree(redis.pid()).cpuMicros();
    }

    private static double perRequest(long micros, Wrk.Load load) {
        return (double) micros / Math.max(1, load.requests());
    }

    private static String loginPath(Entry entry) {
        return entry.title().startsWith("Spring") || entry.name().startsWith("httpd") ? "/items" : "/bff/login";
    }
}
