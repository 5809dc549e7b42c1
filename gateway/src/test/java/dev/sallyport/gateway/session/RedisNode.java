package dev.sallyport.gateway.session;

import dev.sallyport.gateway.seal.ServerKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** What one gateway has of sessions in Redis. */
final class RedisNode implements AutoCloseable {

    final SessionNews news;
    final RedisSessionStore store;
    final SessionEnds ends;
    private final Disposable.Composite running = Disposables.composite();
    private final Disposable listening;

    RedisNode(LettuceConnectionFactory connections, ServerKeys keys, Clock clock, Consumer<Object> heard) {
        var near = new NearSessions(keys, 100, SessionNews.longest(connections));
        var settings = SessionStoreContract.SETTINGS;
        news = new SessionNews(
                new ReactiveStringRedisTemplate(connections), connections, near, event -> tell(event, heard));
        store = new RedisSessionStore(RedisConfiguration.template(connections), news, near, keys, settings, clock);
        ends = new SessionEnds(store, settings, clock);
        listening = news.listen().subscribe();
        running.add(listening);
        running.add(Flux.interval(Duration.ofMillis(200))
                .onBackpressureDrop()
                .concatMap(tick -> news.beat())
                .subscribe());
        running.add(connections::destroy);
        SessionStoreContract.until(news::isRecent);
    }

    private void tell(Object event, Consumer<Object> heard) {
        heard.accept(event);
        switch (event) {
            case SessionEnded ended -> ends.tell(ended);
            case NewsMissed missed -> ends.tell(missed);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    void stopListening() {
        listening.dispose();
    }

    @Override
    public void close() {
        running.dispose();
    }
}
