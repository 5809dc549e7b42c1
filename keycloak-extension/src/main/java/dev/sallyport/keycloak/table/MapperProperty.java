package dev.sallyport.keycloak.table;

import java.util.Optional;
import org.keycloak.models.ProtocolMapperModel;

/** A property of a mapper; empty where Keycloak has none, or no properties at all. */
final class MapperProperty {

    private MapperProperty() {}

    static String of(ProtocolMapperModel mapper, String name) {
        return Optional.ofNullable(mapper.getConfig())
                .map(properties -> properties.get(name))
                .orElse("");
    }
}
