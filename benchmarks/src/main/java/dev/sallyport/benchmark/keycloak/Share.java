package dev.sallyport.benchmark.keycloak;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of twenty decisions are about scopes, and how many about claims. Each is a client of its own.
 *
 * @param roles whether the client is as Keycloak makes one, with all roles of the user in the token
 */
record Share(int scopes, int claims, boolean roles) {

    static final List<Share> ALL =
            List.of(new Share(20, 0, false), new Share(20, 0, true), new Share(10, 10, false), new Share(0, 20, false));

    String client() {
        return "scopes-" + scopes + "-claims-" + claims + (roles ? "-roles" : "");
    }

    String clientScope() {
        return "domain-" + client();
    }

    List<String> scopeNames() {
        return IntStream.range(0, scopes).mapToObj(Share::scopeName).toList();
    }

    /** What a client asks for. */
    String asked() {
        return scopeNames().stream().map(name -> " " + name).collect(joining("", "openid", ""));
    }

    static String scopeName(int number) {
        return "domain:scope-" + number;
    }

    @Override
    public String toString() {
        return scopes + " scopes and " + claims + " claims" + (roles ? ", roles in the token" : "");
    }
}
