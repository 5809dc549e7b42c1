package dev.sallyport.gateway.settings;

import java.util.Collection;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** That every {@code sallyport.*} there is is a setting, and has a value that it can have. */
final class SettingsCheck {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("sallyport");

    private final ConfigurableEnvironment environment;

    SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    void check(Collection<SettingsRecord> records) {
        var names = SettingNames.of(records);
        ConfigurationPropertySources.get(environment).forEach(source -> checkNames(source, names));
        checkVariables(names);
        records.forEach(this::bind);
    }

    private static void checkNames(ConfigurationPropertySource source, SettingNames names) {
        if (source instanceof IterableConfigurationPropertySource given && !isOfVariables(source)) {
            given.stream()
                    .filter(name -> OURS.isAncestorOf(name) && !names.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw unknown(name + Misfit.origin(source.getConfigurationProperty(name)), names);
                    });
        }
    }

    private static boolean isOfVariables(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof EnumerablePropertySource<?> variables
                && variables.getName().contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    private void checkVariables(SettingNames names) {
        environment.getSystemEnvironment().keySet().stream()
                .filter(variable -> names.isMisspelt(variable) && !isInPlaceholder(variable))
                .findFirst()
                .ifPresent(variable -> {
                    throw unknown("The environment variable " + variable, names);
                });
    }

    private boolean isInPlaceholder(String variable) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(source -> (EnumerablePropertySource<?>) source)
                .anyMatch(source -> isInPlaceholder(variable, source));
    }

    private static boolean isInPlaceholder(String variable, EnumerablePropertySource<?> source) {
        for (var name : source.getPropertyNames()) {
            if (String.valueOf(source.getProperty(name)).contains("${" + variable)) {
                return true;
            }
        }
        return false;
    }

    private void bind(SettingsRecord settings) {
        try {
            Binder.get(environment).bindOrCreate(settings.prefix(), Bindable.of(settings.type()));
        } catch (BindException misfit) {
            throw Misfit.of(misfit);
        }
    }

    private static WrongSetting unknown(String what, SettingNames names) {
        return new WrongSetting(what + " is no setting of the gateway.", "Its settings are: " + names + ".");
    }
}
