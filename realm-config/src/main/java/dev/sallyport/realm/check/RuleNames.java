package dev.sallyport.realm.check;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that a rule looks for in lists: {@code 'x' in user.roles}, and what {@code user.roles.exists(…)} compares.
 *
 * @param rule in CEL, with names in single or double quotes
 */
record RuleNames(String rule) {

    private static final String QUOTED = "(?:'([^'\\\\]+)'|\"([^\"\\\\]+)\")";

    private static final Pattern OF_CLIENT =
            Pattern.compile(QUOTED + "\\s+in\\s+user\\.clientRoles\\s*\\[\\s*\\??\\s*" + QUOTED);

    /** A role of a client that is looked for. */
    record ClientRole(String role, String client) {}

    /** @param field such as {@code roles} */
    Stream<String> in(String field) {
        var member = Pattern.compile(QUOTED + "\\s+in\\s+user\\." + field + "\\b");
        var compared = bodies(field)
                .flatMap(body -> Stream.concat(body.is("%s\\s*==\\s*" + QUOTED), body.is(QUOTED + "\\s*==\\s*%s\\b")));
        return Stream.concat(found(member, rule), compared);
    }

    /** What a name of the list has to begin with. */
    Stream<String> beginnings(String field) {
        return bodies(field).flatMap(body -> body.is("%s\\s*\\.\\s*startsWith\\s*\\(\\s*" + QUOTED));
    }

    Stream<ClientRole> clientRoles() {
        return OF_CLIENT.matcher(rule).results().map(found -> new ClientRole(either(found, 1), either(found, 3)));
    }

    /** What {@code exists} asks of each of a list, and the variable that it calls it by. */
    private record Body(String variable, String text) {

        Stream<String> is(String pattern) {
            return found(Pattern.compile(pattern.formatted("\\b" + variable)), text);
        }
    }

    private Stream<Body> bodies(String field) {
        return Pattern.compile("\\buser\\." + field + "\\s*\\.\\s*exists(?:_one)?\\s*\\(\\s*(\\w+)\\s*,")
                .matcher(rule)
                .results()
                .map(found -> new Body(found.group(1), toTheEnd(found.end())));
    }

    /** As far as the bracket that was opened before. */
    private String toTheEnd(int begin) {
        var open = 1;
        var end = begin;
        while (end < rule.length() && open > 0) {
            open += switch (rule.charAt(end)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
            end++;
        }
        return rule.substring(begin, end);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> either(found, 1));
    }

    private static String either(MatchResult found, int group) {
        return found.group(group) == null ? found.group(group + 1) : found.group(group);
    }
}
