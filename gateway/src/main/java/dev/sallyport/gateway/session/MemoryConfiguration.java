package dev.sallyport.gateway.session;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code sallyport.session.store: memory}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sallyport.session.store", havingValue = "memory", matchIfMissing = true)
class MemoryConfiguration {

    @Bean
    SessionStore sessionStore(SessionSettings settings, ApplicationEventPublisher events) {
        return new InMemorySessionStore(settings, events, Clock.systemUTC());
    }

    @Bean
    SeenTokens seenTokens() {
        return new InMemorySeenTokens();
    }
}
