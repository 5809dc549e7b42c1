package dev.sallyport.keycloak.rule;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.stream.Collectors;

/** Types as administrators read them, like {@code list(string)}. */
final class TypeNames {

    private TypeNames() {}

    static String of(CelType type) {
        if (type.kind() == CelKind.STRUCT || type.parameters().isEmpty()) {
            return type.name();
        }
        return type.parameters().stream().map(TypeNames::of).collect(Collectors.joining(", ", type.name() + "(", ")"));
    }
}
