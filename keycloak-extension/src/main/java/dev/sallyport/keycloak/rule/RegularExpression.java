package dev.sallyport.keycloak.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A regular expression in RE2's syntax, which takes time in proportion to the text it reads. A repetition within a
 * repetition multiplies its size, so that a short one can take minutes to compile: {@link ExpressionSize} counts first.
 */
record RegularExpression(Pattern pattern, long steps) {

    private static final int MAX_STEPS = 1000;
    private static final int MAX_TABLES = 100;
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_REMEMBERED = 100;
    private static final Map<String, RegularExpression> REMEMBERED = new ConcurrentHashMap<>();

    /** Each character of the text may be in each of the expression's steps at once. */
    static boolean isIn(String text, String expression) {
        var known = REMEMBERED.get(expression);
        if (known == null) {
            Work.spend(toCompile(expression));
            known = remember(expression);
        }
        Work.spend(1 + text.length() * known.steps());
        return known.pattern().matcher(text).find();
    }

    /** Why no text can be held against this; empty, if one can. */
    static Optional<String> objection(String expression) {
        try {
            remember(expression);
            return Optional.empty();
        } catch (Work.TooMuch unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static RegularExpression remember(String expression) {
        if (REMEMBERED.size() >= MAX_REMEMBERED) {
            REMEMBERED.clear();
        }
        return REMEMBERED.computeIfAbsent(expression, RegularExpression::compile);
    }

    /** A microsecond for a character, ten for a table; a millisecond for one that ignores case. */
    private static long toCompile(String expression) {
        var size = new ExpressionSize(expression);
        return 1000 + 100L * expression.length() + size.tables() * (size.ignoresCase() ? 100_000 : 1000);
    }

    private static RegularExpression compile(String expression) {
        if (isTooLarge(expression)) {
            throw new Work.TooMuch("regular expression too large");
        }
        try {
            var pattern = Pattern.compile(expression);
            return new RegularExpression(pattern, pattern.programSize());
        } catch (PatternSyntaxException unreadable) {
            throw new Work.TooMuch("regular expression unreadable: " + unreadable.getDescription());
        }
    }

    private static boolean isTooLarge(String expression) {
        if (expression.length() > MAX_LENGTH) {
            return true;
        }
        var size = new ExpressionSize(expression);
        return size.tables() > MAX_TABLES || size.steps() > MAX_STEPS;
    }
}
