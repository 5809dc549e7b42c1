package dev.sallyport.realm.assertion;

import static dev.sallyport.realm.admin.AdminApi.segment;

import dev.sallyport.realm.admin.AdminApi;
import dev.sallyport.realm.admin.Refused;
import dev.sallyport.realm.admin.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Holds assertions against a realm: scopes by the extension's {@code explain}, the rest by Keycloak's own evaluation. */
public final class Trial {

    private final AdminApi api;
    private final String realm;

    public Trial(AdminApi api, String realm) {
        this.api = api;
        this.realm = "/" + segment(realm);
    }

    public Verdict of(Assertion assertion) {
        var begun = System.nanoTime();
        var failures = new ArrayList<String>();
        try {
            var explained = explained(assertion);
            scopes(assertion, explained.path("scopes"), failures);
            token(assertion, explained.path("asked").asString("openid"), failures);
        } catch (Refused | Unanswered failure) {
            failures.add(String.valueOf(failure.getMessage()));
        }
        return new Verdict(assertion, failures, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void scopes(Assertion assertion, JsonNode explained, List<String> failures) {
        assertion.gets().stream()
                .filter(scope -> !isGranted(explained, scope))
                .forEach(scope -> failures.add(scope + " is not granted: " + why(explained, scope)));
        assertion.lacks().stream()
                .filter(scope -> isGranted(explained, scope))
                .forEach(scope -> failures.add(scope + " is granted: " + why(explained, scope)));
        assertion.exactly().ifPresent(wanted -> {
            var granted = new TreeSet<String>();
            explained
                    .valueStream()
                    .filter(scope -> scope.path("granted").asBoolean(false))
                    .forEach(scope -> granted.add(scope.path("scope").asString()));
            if (!granted.equals(new TreeSet<>(wanted))) {
                failures.add("exactly " + new TreeSet<>(wanted) + " was expected, and " + granted + " is granted");
            }
        });
    }

    private JsonNode explained(Assertion assertion) {
        var scope = assertion
                .asks()
                .map(asked -> "&scope=" + segment("openid " + asked))
                .orElse("");
        return api.get(realm + "/sallyport/explain?user=" + segment(assertion.user()) + "&client="
                + segment(assertion.client()) + scope);
    }

    private static JsonNode scope(JsonNode explained, String name) {
        return explained
                .valueStream()
                .filter(scope -> scope.path("scope").asString().equals(name))
                .findFirst()
                .orElse(explained.path("none"));
    }

    private static boolean isGranted(JsonNode explained, String name) {
        return scope(explained, name).path("granted").asBoolean(false);
    }

    /** The verdict, and for each rule what it says and what it read. */
    private static String why(JsonNode explained, String name) {
        var scope = scope(explained, name);
        if (scope.isMissingNode()) {
            return "no rule decides about it";
        }
        var why = new StringBuilder(scope.path("verdict").asString().replace('_', ' '));
        scope.path("rules").forEach(rule -> {
            why.append("\n| ").append(rule.path("rule").asString("(hidden)"));
            why.append("  →  ").append(rule.path("verdict").asString(""));
            rule.path("reads")
                    .forEach(read -> why.append("\n|     ")
                            .append(read.path("name").asString())
                            .append(" = ")
                            .append(read.path("hidden").asBoolean(false) ? "(hidden)" : read.path("value")));
        });
        return why.toString();
    }

    /** @param asked what was asked for: all that the client may, unless the assertion says what */
    private void token(Assertion assertion, String asked, List<String> failures) {
        if (assertion.claims().isEmpty() && assertion.audience().isEmpty()) {
            return;
        }
        var token = exampleToken(assertion, asked);
        assertion.claims().forEach((name, wanted) -> {
            var claim = token.path(name);
            if (wanted.isNull() ? !claim.isMissingNode() : !claim.equals(wanted)) {
                failures.add("claim " + name + " is " + (claim.isMissingNode() ? "absent" : claim) + ", and "
                        + (wanted.isNull() ? "absent" : wanted) + " was expected");
            }
        });
        assertion.audience().ifPresent(wanted -> {
            var audience = new TreeSet<String>();
            token.path("aud").valueStream().forEach(one -> audience.add(one.asString()));
            if (token.path("aud").isString()) {
                audience.add(token.path("aud").asString());
            }
            if (!audience.equals(new TreeSet<>(wanted))) {
                failures.add("the audience is " + audience + ", and " + new TreeSet<>(wanted) + " was expected");
            }
        });
    }

    private JsonNode exampleToken(Assertion assertion, String asked) {
        var client = id("/clients?clientId=", assertion.client());
        var user = id("/users?exact=true&username=", assertion.user());
        return api.get(realm + "/clients/" + client + "/evaluate-scopes/generate-example-access-token?scope="
                + segment(asked) + "&userId=" + user);
    }

    private String id(String query, String name) {
        return api.get(realm + query + segment(name)).path(0).path("id").asString("none");
    }
}
