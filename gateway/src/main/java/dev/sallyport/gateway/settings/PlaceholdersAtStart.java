package dev.sallyport.gateway.settings;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Stops the start when a file says {@code ${NAME}} and nothing sets that. Spring would take it as it stands: the gateway
 * would start with a client secret that everybody knows. A check of the file alone does not need the secrets.
 */
@Component
final class PlaceholdersAtStart implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        check(beans.getBean(ConfigurableEnvironment.class));
    }

    static void check(ConfigurableEnvironment environment) {
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> file
                    && source.getName().startsWith("Config resource")) {
                for (var name : file.getPropertyNames()) {
                    check(environment, file, name);
                }
            }
        }
    }

    private static void check(ConfigurableEnvironment environment, EnumerablePropertySource<?> file, String name) {
        try {
            environment.resolveRequiredPlaceholders(String.valueOf(file.getProperty(name)));
        } catch (PlaceholderResolutionException unset) {
            var origin = OriginLookup.getOrigin(file, name);
            throw new WrongSetting(
                    name + (origin == null ? "" : " (" + origin + ")") + " needs ${" + unset.getPlaceholder()
                            + "}, which nothing sets.",
                    "Set the environment variable " + unset.getPlaceholder() + ".");
        }
    }
}
