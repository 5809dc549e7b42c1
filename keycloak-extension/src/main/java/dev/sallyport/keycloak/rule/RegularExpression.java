package dev.sallyport.keycloak.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A regular expression in RE2's syntax, which takes time in proportion to the text it reads. A repetition within a
 * repetition multiplies its size, so that a short one can take minutes to compile: its size is known before.
 */
record RegularExpression(Pattern pattern, long steps) {

    private static final int MAX_SIZE = 1000;
    private static final int MAX_REMEMBERED = 500;
    private static final Map<String, RegularExpression> REMEMBERED = new ConcurrentHashMap<>();

    /** Each character of the text may be in each of the expression's steps at once. */
    static boolean isIn(String text, String expression) {
        var known = of(expression);
        Work.spend(1 + text.length() * known.steps());
        return known.pattern().matcher(text).find();
    }

    private static RegularExpression of(String expression) {
        var known = REMEMBERED.get(expression);
        if (known != null) {
            return known;
        }
        if (REMEMBERED.size() >= MAX_REMEMBERED) {
            REMEMBERED.clear();
        }
        var compiled = compile(expression);
        REMEMBERED.put(expression, compiled);
        return compiled;
    }

    /** Why no text can be held against this; empty, if one can. */
    static Optional<String> objection(String expression) {
        try {
            of(expression);
            return Optional.empty();
        } catch (Work.TooMuch unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static RegularExpression compile(String expression) {
        var steps = new Size(expression).steps();
        if (steps > MAX_SIZE) {
            throw new Work.TooMuch("regular expression too large");
        }
        try {
            return new RegularExpression(Pattern.compile(expression), steps);
        } catch (PatternSyntaxException unreadable) {
            throw new Work.TooMuch("regular expression unreadable: " + unreadable.getDescription());
        }
    }

    /** Counts the steps of the program that an expression becomes: more than there are, never fewer. */
    private static final class Size {

        private final String expression;
        private final ArrayDeque<Long> around = new ArrayDeque<>();
        private long group;
        private long last;
        private int at;

        Size(String expression) {
            this.expression = expression;
        }

        long steps() {
            while (at < expression.length() && group <= MAX_SIZE) {
                read(expression.charAt(at++));
            }
            return around.stream().reduce(group, Math::max);
        }

        private void read(char character) {
            switch (character) {
                case '\\' -> skipOneAndCount();
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                default -> count(1);
            }
        }

        private void skipOneAndCount() {
            at++;
            count(1);
        }

        private void count(long steps) {
            last = steps;
            group += steps;
        }

        private void open() {
            around.push(group);
            group = 0;
        }

        private void close() {
            var inner = group + 2;
            group = around.isEmpty() ? 0 : around.pop();
            count(inner);
        }

        /** Takes the largest number up to the closing brace: {2}, {2,}, {2,5}. */
        private void repeat() {
            var times = 1L;
            var number = 0L;
            for (; at < expression.length() && expression.charAt(at) != '}'; at++) {
                var digit = Character.digit(expression.charAt(at), 10);
                number = digit < 0 ? 0 : Math.min(number * 10 + digit, MAX_SIZE + 1L);
                times = Math.max(times, number);
            }
            at++;
            group += last * times;
            last *= times + 1;
        }
    }
}
