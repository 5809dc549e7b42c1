package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The store of a gateway that knows of Redis what Spring's own settings say, and nothing else. */
final class SpringsRedis {

    private SpringsRedis() {}

    static void with(ServerKeys keys, Consumer<SessionStore> test, String... settings) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class))
                .withUserConfiguration(RedisConfiguration.class)
                .withBean(ServerKeys.class, () -> keys)
                .withBean(SessionSettings.class, () -> SessionStoreContract.SETTINGS)
                .withPropertyValues("sallyport.session.store=redis")
                .withPropertyValues(settings)
                .run(gateway -> test.accept(gateway.getBean(SessionStore.class)));
    }
}
