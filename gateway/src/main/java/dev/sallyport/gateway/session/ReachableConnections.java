package dev.sallyport.gateway.session;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

/**
 * Fails at once while Redis is known not to be reached. The first connection is made on the thread of whoever asks for it,
 * one at a time: a Redis that swallows packets would hold up all that is served by the same threads.
 */
record ReachableConnections(ReactiveRedisConnectionFactory connections, BooleanSupplier unreachable)
        implements ReactiveRedisConnectionFactory {

    @Override
    public ReactiveRedisConnection getReactiveConnection() {
        requireReachable();
        return connections.getReactiveConnection();
    }

    @Override
    public ReactiveRedisClusterConnection getReactiveClusterConnection() {
        requireReachable();
        return connections.getReactiveClusterConnection();
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return connections.translateExceptionIfPossible(failure);
    }

    private void requireReachable() {
        if (unreachable.getAsBoolean()) {
            throw new RedisConnectionFailureException("Redis cannot be reached");
        }
    }
}
