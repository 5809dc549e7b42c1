package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;

class HeaderFiltersTest {

    /** A release that brings another one, or another name, makes somebody look at what it does. */
    @Test
    void knowsAllOfSpringCloudGateways() {
        var beans = Arrays.stream(GatewayAutoConfiguration.class.getDeclaredMethods())
                .filter(method -> HttpHeadersFilter.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName);

        assertThat(beans)
                .containsAll(HeaderFilters.REPLACED)
                .filteredOn(name -> !HeaderFilters.REPLACED.contains(name))
                .containsExactlyInAnyOrder(
                        "forwardedHeadersFilter",
                        "xForwardedHeadersFilter",
                        "gRPCResponseHeadersFilter",
                        "transferEncodingNormalizationHeadersFilter");
    }

    @Test
    void takesOutWhatIsDoneInOnePass() {
        var registry = new DefaultListableBeanFactory();
        registry.registerBeanDefinition("removeHopByHopHeadersFilter", new RootBeanDefinition(Object.class));
        registry.registerBeanDefinition("gRPCResponseHeadersFilter", new RootBeanDefinition(Object.class));

        new HeaderFilters().postProcessBeanDefinitionRegistry(registry);

        assertThat(registry.getBeanDefinitionNames()).containsExactly("gRPCResponseHeadersFilter");
    }
}
