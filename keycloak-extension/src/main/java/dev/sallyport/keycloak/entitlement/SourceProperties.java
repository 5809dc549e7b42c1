package dev.sallyport.keycloak.entitlement;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.provider.ProviderConfigProperty;

/** The properties of a source's component, as consoles show them. Their names are kept in Keycloak's database. */
final class SourceProperties {

    static final String PROTOCOL = "protocol";
    static final String URL = "url";
    static final String FIELDS = "fields";
    static final String RESOURCE_TYPE = "resource-type";
    static final String AUTHENTICATION = "authentication";
    static final String SECRET = "secret";
    static final String CLIENT_ID = "client-id";
    static final String TOKEN_URL = "token-url";
    static final String DEADLINE = "deadline-millis";
    static final String FRESH = "fresh-seconds";
    static final String STALE = "stale-seconds";
    static final String CLAIMS = "claims";

    static final String OMIT = "omit";
    static final String FAIL = "fail";

    private SourceProperties() {}

    static List<ProviderConfigProperty> all() {
        return List.of(
                choice(PROTOCOL, Arrays.stream(Protocol.values()).map(Protocol::word)),
                property(URL, ProviderConfigProperty.STRING_TYPE, null),
                property(FIELDS, ProviderConfigProperty.MULTIVALUED_STRING_TYPE, null),
                property(RESOURCE_TYPE, ProviderConfigProperty.STRING_TYPE, "domain"),
                choice(
                        AUTHENTICATION,
                        Arrays.stream(Authentication.Kind.values()).map(Authentication.Kind::word)),
                secret(),
                property(CLIENT_ID, ProviderConfigProperty.STRING_TYPE, null),
                property(TOKEN_URL, ProviderConfigProperty.STRING_TYPE, null),
                property(DEADLINE, ProviderConfigProperty.INTEGER_TYPE, "300"),
                property(FRESH, ProviderConfigProperty.INTEGER_TYPE, "60"),
                property(STALE, ProviderConfigProperty.INTEGER_TYPE, "300"),
                choice(CLAIMS, Stream.of(OMIT, FAIL)));
    }

    private static ProviderConfigProperty choice(String name, Stream<String> words) {
        var options = words.toList();
        var property = property(name, ProviderConfigProperty.LIST_TYPE, options.get(0));
        property.setOptions(options);
        return property;
    }

    private static ProviderConfigProperty secret() {
        var property = property(SECRET, ProviderConfigProperty.PASSWORD, null);
        property.setSecret(true);
        return property;
    }

    @SuppressWarnings("NullAway") // Keycloak takes null for no default
    private static ProviderConfigProperty property(String name, String type, @Nullable Object byDefault) {
        var key = "sallyport.entitlement-source." + name;
        return new ProviderConfigProperty(name, key + ".label", key + ".help", type, byDefault);
    }
}
