package dev.sallyport.gateway.session;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * What the nodes tell each other about sessions, by Redis' publish and subscribe. That loses messages when a connection
 * breaks, so each node also sends itself a heartbeat the same way: as long as it comes back, nothing older can have been
 * missed, and a copy of a session may be used.
 *
 * <p>In a Redis Cluster that does not hold: news comes from whichever server has the session, and what its servers tell each
 * other gets lost unseen. There nobody goes by news alone: copies grow no older than a heartbeat may, and what is held open
 * for a session is looked at again now and then.
 */
class SessionNews {

    /** The channel of all nodes; a message is one of the words below and a session's id. */
    static final String CHANNEL = "sallyport:sessions";

    static final String ENDED = "ended ";
    static final String CHANGED = "changed ";

    private static final Logger log = LoggerFactory.getLogger(SessionNews.class);
    private static final int BEAT_MILLIS = 200;
    private static final Duration RECENT = Duration.ofMillis(800);
    private static final long RECENT_NANOS = RECENT.toNanos();
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final ReactiveStringRedisTemplate redis;
    private final ReactiveRedisConnectionFactory connections;
    private final NearSessions near;
    private final ApplicationEventPublisher events;
    private final String ownChannel = "sallyport:node:" + UUID.randomUUID();

    private volatile boolean unreachable;

    /** When the last heartbeat that came back was sent: a long time ago at first. */
    private volatile long heard = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    SessionNews(
            ReactiveStringRedisTemplate redis,
            ReactiveRedisConnectionFactory connections,
            NearSessions near,
            ApplicationEventPublisher events) {
        this.redis = redis;
        this.connections = connections;
        this.near = near;
        this.events = events;
    }

    /** Whether all that happened more than a second ago has been heard. */
    boolean isRecent() {
        return System.nanoTime() - heard < RECENT_NANOS;
    }

    /** Whether the last try to connect to Redis failed. */
    boolean isUnreachable() {
        return unreachable;
    }

    /** How old copies may grow of which nobody tells that they no longer hold. */
    static Duration longest(ReactiveRedisConnectionFactory connections) {
        return isCluster(connections) ? RECENT : EVER;
    }

    /** How long what is held open may go without a look at whether its session is still there. */
    Duration unseen() {
        return isCluster(connections) ? AGAIN : EVER;
    }

    private static boolean isCluster(ReactiveRedisConnectionFactory connections) {
        return connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /** Listens from the start on and for as long as the gateway runs. */
    @Scheduled(initialDelay = 0)
    Flux<?> listen() {
        var channels = List.of(ChannelTopic.of(CHANNEL), ChannelTopic.of(ownChannel));
        return Flux.usingWhen(
                        container(),
                        container -> container.receive(channels, new Resubscribed(this::missed)),
                        ReactiveRedisMessageListenerContainer::destroyLater)
                .doOnNext(this::heard)
                .doOnError(failure ->
                        log.atWarn().addKeyValue("reason", failure.getMessage()).log("news of sessions not heard"))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)));
    }

    /** Connects when it is made, so that is tried again too: the gateway starts while Redis is away. */
    private Mono<ReactiveRedisMessageListenerContainer> container() {
        return Mono.fromCallable(() -> new ReactiveRedisMessageListenerContainer(connections))
                .doOnNext(made -> unreachable = false)
                .doOnError(failure -> unreachable = true)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Scheduled(fixedRate = BEAT_MILLIS)
    Mono<Void> beat() {
        return Mono.defer(() -> unreachable ? Mono.empty() : sendToItself())
                .onErrorComplete()
                .then();
    }

    private Mono<Long> sendToItself() {
        return redis.convertAndSend(ownChannel, String.valueOf(System.nanoTime()));
    }

    private void missed() {
        near.clear();
        events.publishEvent(new NewsMissed());
    }

    private void heard(Message<String, String> message) {
        var text = message.getMessage();
        if (message.getChannel().equals(ownChannel)) {
            heard = Long.parseLong(text);
        } else if (text.startsWith(CHANGED)) {
            near.forget(text.substring(CHANGED.length()));
        } else if (text.startsWith(ENDED)) {
            var id = text.substring(ENDED.length());
            near.forget(id);
            events.publishEvent(new SessionEnded(id));
        }
    }

    /** Called also when a connection that broke is back; what was said meanwhile nobody will say again. */
    private record Resubscribed(Runnable missed) implements SubscriptionListener {

        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            missed.run();
        }
    }
}
