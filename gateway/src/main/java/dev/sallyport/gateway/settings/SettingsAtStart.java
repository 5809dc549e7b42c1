package dev.sallyport.gateway.settings;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks the settings before anything is made of them. */
@StartCheck
final class SettingsAtStart implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        new SettingsCheck(beans.getBean(ConfigurableEnvironment.class)).check(SettingsRecord.in(beans));
    }
}
