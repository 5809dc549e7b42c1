package dev.sallyport.gateway.settings;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** One of the gateway's own {@code @ConfigurationProperties} records. */
record SettingsRecord(String prefix, Class<?> type) {

    private static final String OURS = "dev.sallyport.";

    static Collection<SettingsRecord> in(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .map(beans::getBeanDefinition)
                .map(BeanDefinition::getBeanClassName)
                .filter(Objects::nonNull)
                .filter(name -> name.startsWith(OURS))
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, beans.getBeanClassLoader()))
                .filter(type -> type.isAnnotationPresent(ConfigurationProperties.class))
                .map(SettingsRecord::of)
                .toList();
    }

    private static SettingsRecord of(Class<?> type) {
        var settings = AnnotatedElementUtils.findMergedAnnotation(type, ConfigurationProperties.class);
        return new SettingsRecord(Objects.requireNonNull(settings).prefix(), type);
    }
}
