package dev.sallyport.benchmark.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A realm whose clients, one for each {@link Share}, give the same tokens whatever the means. Has one person, with as many
 * roles and groups as most people have.
 */
record MeasuredRealm(Means means) {

    private static final JsonMapper JSON = new JsonMapper();

    String name() {
        return means.realm();
    }

    /** As a file for Keycloak's import. */
    Path in(Path folder) throws IOException {
        var file = folder.resolve(name() + "-realm.json");
        return Files.writeString(file, JSON.writeValueAsString(representation()));
    }

    private Map<String, Object> representation() {
        var scopes = IntStream.range(0, 20).mapToObj(this::scope);
        var domains = Share.ALL.stream().map(this::domain);
        var realm = new HashMap<String, Object>(Map.of("realm", name(), "enabled", true));
        realm.put("attributes", Map.of("CreateDefaultClientScopes", "true"));
        realm.put("clientScopes", Stream.concat(scopes, domains).toList());
        realm.put(
                "clients",
                Stream.concat(Stream.of(Map.of("clientId", "orders")), clients())
                        .toList());
        realm.put(
                "roles",
                Map.of(
                        "realm",
                        named(Holder.USUAL.roleNames()),
                        "client",
                        Map.of("orders", List.of(Map.of("name", "reader")))));
        realm.put(
                "groups",
                List.of(
                        group("staff", List.of(group("support", List.of()))),
                        group("all", named(Holder.USUAL.groupNames()))));
        realm.put("users", users());
        if (means == Means.ROLES) {
            realm.put(
                    "scopeMappings",
                    IntStream.range(0, 20).mapToObj(MeasuredRealm::needsRole).toList());
        }
        return realm;
    }

    private static Map<String, Object> needsRole(int number) {
        return Map.of("clientScope", Share.scopeName(number), "roles", List.of("role-" + number % 5));
    }

    private Map<String, Object> scope(int number) {
        return Map.of(
                "name",
                Share.scopeName(number),
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "true"));
    }

    private Map<String, Object> domain(Share share) {
        return Map.of(
                "name",
                share.clientScope(),
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "false"),
                "protocolMappers",
                means == Means.RULES ? rules(share) : mappers(share));
    }

    private static List<Map<String, Object>> rules(Share share) {
        var mappers = new ArrayList<Map<String, Object>>();
        if (share.scopes() > 0) {
            var rules = table(share.scopes(), Share::scopeName, Decisions::grant);
            mappers.add(mapper("scopes", "sallyport-domain-scopes", Map.of("rules", rules)));
        }
        if (share.claims() > 0) {
            var rules = table(
                    share.claims(),
                    Decisions::claimName,
                    number -> Decisions.claim(number).rule());
            mappers.add(mapper(
                    "claims", "sallyport-private-claims", Map.of("claims", rules, "access.token.claim", "true")));
        }
        return mappers;
    }

    private static String table(int rules, IntFunction<String> name, IntFunction<String> rule) {
        return JSON.writeValueAsString(IntStream.range(0, rules)
                .mapToObj(number -> Map.of("key", name.apply(number), "value", rule.apply(number)))
                .toList());
    }

    private static List<Map<String, Object>> mappers(Share share) {
        return IntStream.range(0, share.claims())
                .mapToObj(number -> {
                    var claim = Decisions.claim(number);
                    var config = new HashMap<>(claim.config());
                    config.put("claim.name", Decisions.claimName(number).replace(".", "\\."));
                    config.put("access.token.claim", "true");
                    return mapper("claim-" + number, claim.mapper(), config);
                })
                .toList();
    }

    private static Map<String, Object> mapper(String name, String provider, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", provider, "config", config);
    }

    private static Stream<Map<String, Object>> clients() {
        return Share.ALL.stream().map(MeasuredRealm::client);
    }

    private static Map<String, Object> client(Share share) {
        var client = new HashMap<String, Object>(Map.of("clientId", share.client(), "secret", "secret"));
        client.putAll(Map.of("serviceAccountsEnabled", true, "directAccessGrantsEnabled", true));
        client.put("fullScopeAllowed", share.roles());
        client.put("defaultClientScopes", defaultClientScopes(share));
        client.put("optionalClientScopes", share.scopeNames());
        return client;
    }

    private static List<String> defaultClientScopes(Share share) {
        return share.roles()
                ? List.of("basic", "acr", "roles", share.clientScope())
                : List.of("basic", "acr", share.clientScope());
    }

    private static List<Map<String, Object>> users() {
        var robots = Share.ALL.stream().map(share -> {
            var robot = Holder.USUAL.user("service-account-" + share.client());
            robot.put("serviceAccountClientId", share.client());
            return robot;
        });
        return Stream.concat(Stream.of(Holder.USUAL.user(Holder.USUAL.name())), robots)
                .toList();
    }

    private static List<Map<String, Object>> named(List<String> names) {
        return names.stream().map(name -> Map.<String, Object>of("name", name)).toList();
    }

    private static Map<String, Object> group(String name, List<Map<String, Object>> children) {
        return Map.of("name", name, "subGroups", children);
    }
}
