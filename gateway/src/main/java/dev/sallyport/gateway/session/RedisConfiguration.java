package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.data.redis.health.DataRedisReactiveHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;

/** {@code sallyport.session.store: redis}, at the address and with the settings of {@code spring.data.redis.*}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sallyport.session.store", havingValue = "redis")
class RedisConfiguration {

    /** So that sessions are back within a second or two of Redis, however long it was away. */
    static final Delay RECONNECT =
            Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    /** A request is told at once that Redis is away, and does not wait in a queue for its return. */
    @Bean
    LettuceClientOptionsBuilderCustomizer refuseWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(RECONNECT);
    }

    @Bean
    ReactiveRedisTemplate<String, byte[]> sessionRedis(ReactiveRedisConnectionFactory connections, SessionNews news) {
        return template(new ReachableConnections(connections, news::isUnreachable));
    }

    static ReactiveRedisTemplate<String, byte[]> template(ReactiveRedisConnectionFactory connections) {
        var context = RedisSerializationContext.<String, byte[]>newSerializationContext(RedisSerializer.string())
                .value(RedisSerializer.byteArray())
                .hashValue(RedisSerializer.byteArray())
                .build();
        return new ReactiveRedisTemplate<>(connections, context);
    }

    @Bean
    ReactiveHealthIndicator redisHealthIndicator(ReactiveRedisConnectionFactory connections) {
        return new DataRedisReactiveHealthIndicator(connections);
    }

    @Bean
    NearSessions nearSessions(ServerKeys keys, SessionSettings settings, ReactiveRedisConnectionFactory connections) {
        return new NearSessions(keys, settings.nearCacheSize(), SessionNews.longest(connections));
    }

    @Bean
    SessionNews sessionNews(
            ReactiveStringRedisTemplate redis,
            ReactiveRedisConnectionFactory connections,
            NearSessions near,
            ApplicationEventPublisher events) {
        return new SessionNews(redis, connections, near, events);
    }

    @Bean
    SessionStore sessionStore(
            ReactiveRedisTemplate<String, byte[]> sessionRedis,
            SessionNews news,
            NearSessions near,
            ServerKeys keys,
            SessionSettings settings) {
        keys.requireShared("sallyport.session.store: redis");
        return new RedisSessionStore(sessionRedis, news, near, keys, settings, Clock.systemUTC());
    }

    @Bean
    SeenTokens seenTokens(ReactiveRedisTemplate<String, byte[]> sessionRedis, ServerKeys keys) {
        return new RedisSeenTokens(sessionRedis, keys);
    }
}
