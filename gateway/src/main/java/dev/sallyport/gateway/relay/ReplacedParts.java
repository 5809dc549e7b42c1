package dev.sallyport.gateway.relay;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.stereotype.Component;

/** Takes out those parts of Spring's, by the names of their beans, whose work is done here, for less. */
@Component
final class ReplacedParts implements BeanDefinitionRegistryPostProcessor {

    /** By {@link OutgoingHeaders} and {@link ReturningHeaders} in one pass: each of these copies all headers. */
    static final Set<String> HEADER_FILTERS = Set.of(
            "removeForwardedHeadersFilter",
            "removeXForwardedHeadersFilter",
            "removeHopByHopHeadersFilter",
            "gRPCRequestHeadersFilter");

    /** By {@link RequestTimer}, by the filter that calls services, and by what answers all that was refused or failed. */
    static final Set<String> OTHERS = Set.of("gatewayMetricFilter", "routingFilter", "responseStatusExceptionHandler");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        Stream.of(HEADER_FILTERS, OTHERS)
                .flatMap(Set::stream)
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}
