package dev.sallyport.realm.files;

import dev.sallyport.realm.files.Tree.Mapping;
import dev.sallyport.realm.files.Tree.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A text for people, in one language or several.
 *
 * @param texts by language; empty, where it is one text for all
 * @param plain the one for whoever has no language: English, or the first
 */
record Description(Map<String, Scalar> texts, Optional<String> plain) {

    static Description of(Optional<Tree> written) {
        return switch (written.orElse(null)) {
            case Scalar one when one.isText() -> new Description(Map.of(), Optional.of(one.text()));
            case Mapping several -> of(several);
            case null, default -> new Description(Map.of(), Optional.empty());
        };
    }

    private static Description of(Mapping several) {
        var texts = new LinkedHashMap<String, Scalar>();
        several.values().forEach((language, text) -> {
            if (text instanceof Scalar scalar) {
                texts.put(language, scalar);
            }
        });
        var plain = Optional.ofNullable(texts.get("en"))
                .or(() -> texts.values().stream().findFirst());
        return new Description(texts, plain.map(Scalar::text));
    }
}
