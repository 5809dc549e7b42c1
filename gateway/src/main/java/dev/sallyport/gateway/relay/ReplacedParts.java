package dev.sallyport.gateway.relay;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Takes out parts of Spring's, by the names of their beans: work that is done here for less, and answers that are not
 * safe.
 */
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

    /**
     * A cache before all routes, which comes with that of a route: it would give one person's answer to everybody, also to
     * who is not signed in.
     */
    static final String CACHE_OF_ALL_ROUTES = "globalLocalResponseCacheGatewayFilter";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        Stream.of(HEADER_FILTERS, OTHERS, Set.of(CACHE_OF_ALL_ROUTES))
                .flatMap(Set::stream)
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}
