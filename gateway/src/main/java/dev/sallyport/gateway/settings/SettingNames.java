package dev.sallyport.gateway.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The names of the settings that a {@code @ConfigurationProperties} record has. */
final class SettingNames {

    private final Map<ConfigurationPropertyName, Boolean> names;

    private SettingNames(Stream<Name> names) {
        this.names = names.collect(Collectors.toMap(Name::name, Name::hasElements));
    }

    static SettingNames of(Collection<SettingsRecord> records) {
        return new SettingNames(records.stream()
                .flatMap(settings -> in(ConfigurationPropertyName.of(settings.prefix()), settings.type())));
    }

    boolean contains(ConfigurationPropertyName name) {
        return names.containsKey(name) || (name.isLastElementIndexed() && names.getOrDefault(name.getParent(), false));
    }

    /**
     * Whether an environment variable was meant for one of these, and is not one. Other variables may have a name that
     * begins like ours: placeholders use them.
     */
    boolean isMisspelt(String variable) {
        var plain = plain(variable);
        var meant = names.keySet().stream()
                .filter(name -> name.getNumberOfElements() > 2)
                .map(name ->
                        name.getParent().toString().toUpperCase(Locale.ROOT).replace('.', '_') + "_")
                .anyMatch(group ->
                        variable.startsWith(group.replace('-', '_')) || variable.startsWith(group.replace("-", "")));
        return meant && names.entrySet().stream().noneMatch(name -> isVariable(plain, name.getKey(), name.getValue()));
    }

    @Override
    public String toString() {
        return new TreeSet<>(names.keySet()).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static boolean isVariable(String plain, ConfigurationPropertyName name, boolean hasElements) {
        var setting = plain(name.toString());
        return hasElements
                ? plain.startsWith(setting)
                        && plain.substring(setting.length()).chars().allMatch(Character::isDigit)
                : plain.equals(setting);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static Stream<Name> in(ConfigurationPropertyName prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> of(prefix, component));
    }

    private static Stream<Name> of(ConfigurationPropertyName prefix, RecordComponent component) {
        var name = prefix.append(DataObjectPropertyName.toDashedForm(component.getName()));
        var type = component.getType();
        return type.isRecord() ? in(name, type) : Stream.of(new Name(name, Collection.class.isAssignableFrom(type)));
    }

    private record Name(ConfigurationPropertyName name, boolean hasElements) {}
}
