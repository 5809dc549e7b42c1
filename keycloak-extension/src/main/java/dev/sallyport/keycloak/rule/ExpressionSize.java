package dev.sallyport.keycloak.rule;

import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of the program that a regular expression becomes, before it becomes one: more than there are, never
 * fewer. What it cannot be sure to read as RE2 does, it takes for too large.
 */
final class ExpressionSize {

    private static final int ENOUGH = 1_000_000;

    private static final Pattern REPETITION = Pattern.compile("\\{(0|[1-9][0-9]{0,8})(?:(,)(0|[1-9][0-9]{0,8})?)?}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*\\)");
    private static final Pattern TABLE = Pattern.compile("[\\[-]|\\\\[pP]");
    private static final Pattern IGNORING_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");
    private static final Pattern QUOTED = Pattern.compile("(?s)\\\\Q(.*?)(\\\\E|\\z)");

    private static final Pattern ESCAPED = Pattern.compile("(?s)\\\\([pPx]\\{\\^?\\w*}|.|\\z)");

    /** A bracket within is escaped, or begins the name of a class. It must not end a range, where RE2 reads on otherwise. */
    private static final Pattern CHARACTERS =
            Pattern.compile("(?s)\\[\\^?]?+(?:\\\\.|(?<!-)\\[:\\^?[a-z]+:]|[^\\[\\]\\\\]++)*+]");

    private final String expression;
    private final ArrayDeque<Long> around = new ArrayDeque<>();
    private long group;
    private long last;
    private int at;

    ExpressionSize(String expression) {
        this.expression = expression;
    }

    long steps() {
        while (at < expression.length() && group < ENOUGH) {
            read(expression.charAt(at));
        }
        return around.stream().reduce(group, Long::sum);
    }

    /** Ranges and classes of characters, each a table in memory. */
    long tables() {
        return TABLE.matcher(expression).results().count();
    }

    /** Where case is ignored, a table is made character by character. */
    boolean ignoresCase() {
        return IGNORING_CASE.matcher(expression).find();
    }

    private void read(char character) {
        switch (character) {
            case '\\' -> escape();
            case '[' -> characters();
            case '(' -> open();
            case ')' -> close();
            case '{' -> repeat();
            case '*', '+', '?' -> add(2);
            case '|' -> count(2);
            default -> count(1);
        }
    }

    private void count(long steps) {
        at++;
        last = steps;
        group += steps;
    }

    /** To what came last. */
    private void add(long steps) {
        at++;
        last += steps;
        group += steps;
    }

    private void escape() {
        var quoted = here(QUOTED);
        if (quoted.lookingAt()) {
            at = quoted.end();
            group += quoted.group(1).length();
            last = quoted.group(1).isEmpty() ? last : 1;
        } else {
            var escaped = here(ESCAPED);
            at = escaped.lookingAt() ? escaped.end() - 1 : at;
            count(1);
        }
    }

    private void characters() {
        var characters = here(CHARACTERS);
        if (characters.lookingAt()) {
            at = characters.end() - 1;
            count(1);
        } else if (expression.indexOf(']', at) < 0) {
            at = expression.length();
        } else {
            count(ENOUGH);
        }
    }

    /** Flags alone, as in {@code (?i)}, are no group. */
    private void open() {
        var flags = here(FLAGS);
        if (flags.lookingAt()) {
            at = flags.end();
        } else {
            at++;
            around.push(group);
            group = 0;
            last = 0;
        }
    }

    private void close() {
        var inner = group + 3;
        group = around.isEmpty() ? 0 : around.pop();
        count(inner);
    }

    /** Any other brace stands for itself. */
    private void repeat() {
        var repetition = here(REPETITION);
        if (!repetition.lookingAt()) {
            count(1);
            return;
        }
        var exact = repetition.group(2) == null;
        var times = Math.max(1, Math.max(number(repetition.group(1)), number(repetition.group(3))));
        var repeated = Math.min(ENOUGH, times * (exact ? last : last + 2));
        at = repetition.end();
        group += repeated;
        last = repeated;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Math.min(ENOUGH, Long.parseLong(digits));
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(expression).region(at, expression.length()).useTransparentBounds(true);
    }
}
