package dev.sallyport.realm.plan;

import java.util.stream.Collectors;

/** Text of unknown origin, made fit for a terminal: no control characters, which could hide or forge what is shown. */
public final class OneLine {

    private OneLine() {}

    public static String of(String text) {
        return text.codePoints().mapToObj(OneLine::shown).collect(Collectors.joining());
    }

    private static String shown(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        "\\u%04x".formatted(character);
                    default -> Character.toString(character);
                };
        };
    }
}
