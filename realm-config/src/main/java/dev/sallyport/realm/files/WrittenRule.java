package dev.sallyport.realm.files;

/**
 * A rule as it stands in a file.
 *
 * @param text the rule
 * @param place where its text begins in the file, with quotes or a mark of YAML before it
 * @param raw all of it as it stands there
 */
public record WrittenRule(String text, Place place, String raw) {

    static WrittenRule of(Tree.Scalar scalar) {
        return new WrittenRule(scalar.text(), scalar.place(), scalar.raw());
    }

    /** Where in the file a place in the rule is; the rule's beginning, where quotes and escapes hide it. */
    public Place placeOf(int line, int column) {
        var inRaw = inRaw(offset(line, column));
        if (inRaw < 0) {
            return place;
        }
        var before = raw.substring(0, inRaw);
        var breaks = (int) before.chars().filter(character -> character == '\n').count();
        return breaks == 0
                ? new Place(place.file(), place.line(), place.column() + inRaw)
                : new Place(place.file(), place.line() + breaks, inRaw - before.lastIndexOf('\n'));
    }

    /** The line of the file in which a place of the rule is, and a caret below it. */
    public String excerpt(int line, int column) {
        var inRaw = Math.max(0, inRaw(offset(line, column)));
        var begin = raw.lastIndexOf('\n', inRaw - 1) + 1;
        var end = raw.indexOf('\n', inRaw);
        var whole = raw.substring(begin, end < 0 ? raw.length() : end);
        var bare = whole.stripLeading();
        var column0 = Math.max(0, inRaw - begin - (whole.length() - bare.length()));
        return Window.around(bare.stripTrailing(), column0);
    }

    private int offset(int line, int column) {
        var stripped = text.strip();
        var offset = text.indexOf(stripped);
        for (var skipped = 1; skipped < line; skipped++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return Math.min(offset + column - 1, text.length());
    }

    /** Walks along the rule and what was written side by side: breaks are folded, quotes doubled. */
    private int inRaw(int offset) {
        var at = begin();
        for (var index = 0; index <= offset && index < text.length(); index++) {
            var isBlank = Character.isWhitespace(text.charAt(index));
            while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
                at++;
            }
            if (isBlank) {
                continue;
            }
            if (at >= raw.length() || raw.charAt(at) != text.charAt(index)) {
                return -1;
            }
            if (index == offset) {
                return at;
            }
            at += raw.startsWith("''", at) && raw.startsWith("'") ? 2 : 1;
        }
        return at;
    }

    private int begin() {
        if (raw.startsWith("|") || raw.startsWith(">")) {
            return raw.indexOf('\n') + 1;
        }
        return raw.startsWith("'") || raw.startsWith("\"") ? 1 : 0;
    }
}
