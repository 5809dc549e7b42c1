package dev.sallyport.keycloak.entitlement;

import java.util.Optional;
import java.util.regex.Pattern;

/** A field that is taken from an answer, like {@code limit: int}; what is not declared is not taken. */
record Field(String name, FieldType type) {

    /** No quotes, spaces or backslashes: it stands in rules and in questions. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1,64}");

    /** Empty, if this is no declaration of a field. */
    static Optional<Field> of(String declaration) {
        var colon = declaration.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var name = declaration.substring(0, colon).strip();
        return FieldType.of(declaration.substring(colon + 1).strip())
                .filter(type -> NAME.matcher(name).matches())
                .map(type -> new Field(name, type));
    }
}
