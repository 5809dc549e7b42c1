package dev.sallyport.keycloak.text;

import org.jspecify.annotations.Nullable;

/**
 * Text from a rule, an attribute or a request as one line of a log or of a report: what would begin a line of its own,
 * move the cursor, turn the direction of writing or hide is written as an escape, and what is too long is cut.
 */
public final class OneLine {

    private static final int MAX_LENGTH = 1000;

    private OneLine() {}

    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.codePointCount(0, text.length()) > MAX_LENGTH
                ? whole(text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH))) + '…'
                : whole(text);
    }

    /** The same, of whatever length, for those who show all of it. */
    public static String whole(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(character -> append(line, character));
        return line.toString();
    }

    private static void append(StringBuilder line, int character) {
        if (character == '\n') {
            line.append("\\n");
        } else if (isVisible(character)) {
            line.appendCodePoint(character);
        } else {
            line.append("\\u{%x}".formatted(character));
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
