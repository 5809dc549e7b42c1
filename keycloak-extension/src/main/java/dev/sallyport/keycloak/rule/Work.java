package dev.sallyport.keycloak.rule;

import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.Map;

/**
 * How much rules may do. Each function pays for what it is about to read, in units of about ten nanoseconds, before it
 * reads it; a rule that cannot pay fails. So no rule, and no number of rules, holds up a token for long.
 *
 * <p>Belongs to the thread that evaluates: CEL tells functions nothing but their arguments.
 */
final class Work {

    /** About 50 milliseconds. */
    static final long OF_A_RULE = 5_000_000;

    /** About 200 milliseconds: some rules that go too far do not take from the rest of the token's. */
    static final long OF_A_TOKEN = 20_000_000;

    private static final int CHARACTERS_A_UNIT = 32;

    private static final ThreadLocal<Work> CURRENT = ThreadLocal.withInitial(Work::new);

    private long leftForToken = OF_A_TOKEN;
    private long leftForRule = OF_A_RULE;

    /** A rule begins: from here on its functions pay from here. */
    void begin() {
        leftForRule = Math.min(OF_A_RULE, leftForToken);
        CURRENT.set(this);
    }

    /** The rule has come to its end. */
    static void end() {
        CURRENT.remove();
    }

    static void spend(long units) {
        CURRENT.get().pay(units);
    }

    /** The work of finding out whether two values are the same, which needs no more than one of them read. */
    static long toCompare(Object one, Object other) {
        if (one instanceof Collection<?> list && other instanceof Collection<?> another) {
            return list.size() == another.size() ? toRead(list) : 1;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> another) {
            return map.size() == another.size() ? toRead(map) : 1;
        }
        return one instanceof CharSequence text ? toRead(text) : 1;
    }

    /** The work of reading a value once: that of a list is the work of its elements, however deep. */
    static long toRead(Object value) {
        if (value instanceof CharSequence text) {
            return 1L + text.length() / CHARACTERS_A_UNIT;
        }
        if (value instanceof CelByteString bytes) {
            return 1L + bytes.size() / CHARACTERS_A_UNIT;
        }
        if (value instanceof Collection<?> list) {
            return toReadAll(list);
        }
        if (value instanceof Map<?, ?> map) {
            return toReadAll(map.keySet()) + toReadAll(map.values());
        }
        return 1;
    }

    /** Pays as it goes: a value that holds another a million times is never walked to its end. */
    private static long toReadAll(Collection<?> list) {
        var all = 1L;
        for (var element : list) {
            spend(1);
            all += toRead(element);
        }
        return all;
    }

    /** For the evaluation itself, which visits each part of a rule as often as the rule says. */
    void pay(long units) {
        leftForRule -= units;
        leftForToken -= units;
        if (leftForRule < 0) {
            throw new TooMuch("too much work");
        }
    }

    /**
     * A rule that went beyond its bounds. An error, because CEL goes on after an exception where the other side of an
     * {@code ||} or another element may still decide.
     */
    static final class TooMuch extends Error {
        private static final long serialVersionUID = 1L;

        TooMuch(String reason) {
            super(reason, null, false, false);
        }
    }
}
