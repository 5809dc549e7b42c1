package dev.sallyport.gateway.relay;

import dev.sallyport.gateway.answer.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.support.ShortcutConfigurable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code RequireScopes=orders:read,orders:write}: lets pass a caller who holds all of these scopes; others get 403
 * {@code insufficient_scope} before anything reaches the service.
 */
@Component
final class RequireScopesGatewayFilterFactory
        extends AbstractGatewayFilterFactory<RequireScopesGatewayFilterFactory.Config> {

    private final Callers callers;

    RequireScopesGatewayFilterFactory(Callers callers) {
        super(Config.class);
        this.callers = callers;
    }

    /** The scopes, all of which are required. */
    record Config(List<String> scopes) {}

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("scopes");
    }

    @Override
    public ShortcutConfigurable.ShortcutType shortcutType() {
        return ShortcutConfigurable.ShortcutType.GATHER_LIST;
    }

    @Override
    public GatewayFilter apply(Config config) {
        Set<String> required = new LinkedHashSet<>(config.scopes());
        if (required.isEmpty()) {
            throw new IllegalArgumentException("RequireScopes names no scope");
        }
        return (exchange, chain) -> callers.with(
                exchange,
                caller -> caller.token().scopes().containsAll(required)
                        ? chain.filter(exchange)
                        : Mono.error(Refusal.insufficientScope(required)));
    }
}
