package dev.sallyport.keycloak.entitlement;

import dev.sallyport.keycloak.entitlement.SourceSettings.Invalid;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;

/** Reads a source's settings out of its component, which Keycloak has not checked where it was imported. */
record SourceComponent(ComponentModel component, AllowedOrigins allowed) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int MAX_FIELDS = 50;

    SourceSettings settings() throws Invalid {
        return new SourceSettings(
                name(),
                Protocol.of(text(SourceProperties.PROTOCOL, Protocol.HTTP_JSON.word()))
                        .orElseThrow(() -> invalid(SourceProperties.PROTOCOL, "http-json or authzen")),
                url(SourceProperties.URL),
                resourceType(),
                fields(),
                authentication(),
                Duration.ofMillis(number(SourceProperties.DEADLINE, 300, 10, 2000)),
                Duration.ofSeconds(number(SourceProperties.FRESH, 60, 0, 3600)),
                Duration.ofSeconds(number(SourceProperties.STALE, 300, 0, 86_400)),
                failsClaims());
    }

    private String name() throws Invalid {
        var name = component.getName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw new Invalid("name: letters, digits, '_' and '-', beginning with a letter, 64 at most");
        }
        return name;
    }

    private URI url(String property) throws Invalid {
        try {
            var url = URI.create(text(property, ""));
            if (allowed.contain(url)) {
                return url;
            }
        } catch (IllegalArgumentException notOne) {
            throw invalid(property, "a URL");
        }
        throw invalid(
                property, "a URL that the server's option spi-entitlement-source--remote--allowed-origins allows");
    }

    private String resourceType() throws Invalid {
        var type = text(SourceProperties.RESOURCE_TYPE, "domain");
        if (type.length() > 256) {
            throw invalid(SourceProperties.RESOURCE_TYPE, "256 characters at most");
        }
        return type;
    }

    private List<Field> fields() throws Invalid {
        var fields = new ArrayList<Field>();
        for (var declaration : component.getConfig().getOrDefault(SourceProperties.FIELDS, List.of())) {
            fields.add(Field.of(String.valueOf(declaration))
                    .orElseThrow(() -> invalid(
                            SourceProperties.FIELDS,
                            "names and types like 'limit: int'; types are " + FieldType.words())));
        }
        var names = new HashSet<String>();
        if (fields.isEmpty()
                || fields.size() > MAX_FIELDS
                || !fields.stream().map(Field::name).allMatch(names::add)) {
            throw invalid(SourceProperties.FIELDS, "from 1 to " + MAX_FIELDS + ", none twice");
        }
        return fields;
    }

    private Authentication authentication() throws Invalid {
        var secret = text(SourceProperties.SECRET, "");
        if (!secret.isEmpty() && !Authentication.isReference(secret)) {
            throw invalid(SourceProperties.SECRET, "a reference into the vault, like ${vault.orders}: it is exported");
        }
        var kind = text(SourceProperties.AUTHENTICATION, Authentication.Kind.NONE.word());
        return switch (kind) {
            case "none" -> new Authentication(Authentication.Kind.NONE, "", null, null);
            case "bearer" -> new Authentication(Authentication.Kind.BEARER, required(secret), null, null);
            case "client-credentials" ->
                new Authentication(
                        Authentication.Kind.CLIENT_CREDENTIALS,
                        required(secret),
                        text(SourceProperties.CLIENT_ID, ""),
                        url(SourceProperties.TOKEN_URL));
            default -> throw invalid(SourceProperties.AUTHENTICATION, "none, bearer or client-credentials");
        };
    }

    private static String required(String secret) throws Invalid {
        if (secret.isEmpty()) {
            throw invalid(SourceProperties.SECRET, "a reference into the vault, like ${vault.orders}");
        }
        return secret;
    }

    private boolean failsClaims() throws Invalid {
        return switch (text(SourceProperties.CLAIMS, SourceProperties.OMIT)) {
            case SourceProperties.OMIT -> false;
            case SourceProperties.FAIL -> true;
            default -> throw invalid(SourceProperties.CLAIMS, "omit or fail");
        };
    }

    private int number(String property, int byDefault, int least, int most) throws Invalid {
        try {
            var number = Integer.parseInt(text(property, String.valueOf(byDefault)));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw invalid(property, "a number from " + least + " to " + most);
        }
        throw invalid(property, "a number from " + least + " to " + most);
    }

    private String text(String property, String byDefault) {
        @Nullable String value = component.getConfig().getFirst(property);
        return value == null || value.isBlank() ? byDefault : value.strip();
    }

    private static Invalid invalid(String property, String expected) {
        return new Invalid(property + ": " + expected);
    }
}
