package dev.sallyport.gateway.relay;

import java.util.Set;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Takes out those of Spring Cloud Gateway's header filters whose work {@link OutgoingHeaders} and {@link ReturningHeaders}
 * do in one pass: each of them copies all headers of a request.
 */
@Component
final class HeaderFilters implements BeanDefinitionRegistryPostProcessor {

    /** The names of their beans. */
    static final Set<String> REPLACED = Set.of(
            "removeForwardedHeadersFilter",
            "removeXForwardedHeadersFilter",
            "removeHopByHopHeadersFilter",
            "gRPCRequestHeadersFilter");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        REPLACED.stream().filter(registry::containsBeanDefinition).forEach(registry::removeBeanDefinition);
    }
}
