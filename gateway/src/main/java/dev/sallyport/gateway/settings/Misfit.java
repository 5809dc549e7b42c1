package dev.sallyport.gateway.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/** A value that cannot be read as what its setting is: says what it could be, and repeats no secret. */
final class Misfit {

    private static final Pattern SECRET = Pattern.compile("(?i)key|secret|password|credential");

    private Misfit() {}

    static WrongSetting of(BindException misfit) {
        for (var cause = misfit.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSetting known) {
                return known;
            }
        }
        var property = misfit.getProperty();
        var type = misfit.getTarget().getType().resolve(Object.class);
        return new WrongSetting(
                misfit.getName() + value(misfit.getName(), property) + origin(property) + ".",
                type.isRecord()
                        ? "It is the name of a group: give values to its settings, and none to itself, here or in the environment."
                        : "Give it " + example(type) + ".");
    }

    /** Where it was set, to stand behind its name or value. */
    static String origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    }

    private static String value(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
        return property == null || SECRET.matcher(name.toString()).find()
                ? " has a value that it cannot have"
                : " is '" + property.getValue() + "'";
    }

    private static String example(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value ->
                                    value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        if (type == Duration.class) {
            return "a duration such as 500ms, 30s, 10m or 8h";
        }
        if (type == URI.class) {
            return "an address such as https://id.example.com/realms/main";
        }
        if (type == DataSize.class) {
            return "a size such as 16KB or 1MB";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? "a whole number"
                : "a value of the kind that docs/settings.md names";
    }
}
