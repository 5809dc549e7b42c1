package dev.sallyport.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.cloud.gateway.config.GatewayMetricsAutoConfiguration;
import org.springframework.cloud.gateway.config.LocalResponseCacheAutoConfiguration;
import org.springframework.cloud.gateway.filter.factory.cache.GlobalLocalResponseCacheGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.cache.LocalResponseCacheGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.web.reactive.config.WebFluxConfigurationSupport;

class ReplacedPartsTest {

    /** A release that brings another one, or another name, makes somebody look at what it does. */
    @Test
    void knowsAllHeaderFiltersOfSpringCloudGateways() {
        var beans = Arrays.stream(GatewayAutoConfiguration.class.getDeclaredMethods())
                .filter(method -> HttpHeadersFilter.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName);

        assertThat(beans)
                .containsAll(ReplacedParts.HEADER_FILTERS)
                .filteredOn(name -> !ReplacedParts.HEADER_FILTERS.contains(name))
                .containsExactlyInAnyOrder(
                        "forwardedHeadersFilter",
                        "xForwardedHeadersFilter",
                        "gRPCResponseHeadersFilter",
                        "transferEncodingNormalizationHeadersFilter");
    }

    @Test
    void namesOtherPartsAsTheyAreNamed() {
        var beans = Stream.concat(
                        Stream.of(GatewayMetricsAutoConfiguration.class, WebFluxConfigurationSupport.class),
                        Arrays.stream(GatewayAutoConfiguration.class.getDeclaredClasses())
                                .filter(nested -> nested.getSimpleName().equals("NettyConfiguration")))
                .flatMap(configuration -> Arrays.stream(configuration.getDeclaredMethods()))
                .map(Method::getName);

        assertThat(beans).containsAll(ReplacedParts.OTHERS);
    }

    @Test
    void leavesNoCacheBeforeRoutesThatRelay() {
        new ApplicationContextRunner()
                .withUserConfiguration(LocalResponseCacheAutoConfiguration.class, ReplacedParts.class)
                .withPropertyValues("spring.cloud.gateway.server.webflux.filter.local-response-cache.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(LocalResponseCacheGatewayFilterFactory.class)
                        .doesNotHaveBean(GlobalLocalResponseCacheGatewayFilter.class));
    }

    @Test
    void takesOutWhatIsDoneInOnePass() {
        var registry = new DefaultListableBeanFactory();
        registry.registerBeanDefinition("removeHopByHopHeadersFilter", new RootBeanDefinition(Object.class));
        registry.registerBeanDefinition("gRPCResponseHeadersFilter", new RootBeanDefinition(Object.class));

        new ReplacedParts().postProcessBeanDefinitionRegistry(registry);

        assertThat(registry.getBeanDefinitionNames()).containsExactly("gRPCResponseHeadersFilter");
    }
}
