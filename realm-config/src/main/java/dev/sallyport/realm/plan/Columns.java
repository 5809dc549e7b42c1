package dev.sallyport.realm.plan;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** The columns of a terminal that a text takes: two for a Korean letter, none for an accent on another. */
public final class Columns {

    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HANGUL,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Where to break a text, so that the part that begins there fits: after one character at the least. */
    public static int end(String text, int begin, int columns) {
        var end = begin;
        var room = columns;
        while (end < text.length() && (room >= of(text.codePointAt(end)) || end == begin)) {
            room -= of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        if (isHalfWidth(character)) {
            return false;
        }
        return WIDE.contains(UnicodeScript.of(character))
                || isFullWidth(character)
                || Character.isEmojiPresentation(character);
    }

    private static boolean isHalfWidth(int character) {
        return character >= 0xFF61 && character <= 0xFFDC;
    }

    private static boolean isFullWidth(int character) {
        return (character >= 0x3000 && character <= 0x303E)
                || (character >= 0xFF01 && character <= 0xFF60)
                || (character >= 0xFFE0 && character <= 0xFFE6);
    }
}
