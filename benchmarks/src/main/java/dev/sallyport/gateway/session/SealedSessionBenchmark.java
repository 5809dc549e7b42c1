package dev.sallyport.gateway.session;

import dev.sallyport.benchmark.AverageTime;
import dev.sallyport.gateway.seal.ServerKeys;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import reactor.core.publisher.Mono;

/** A session of a shared store: made, opened once on each node, and found near from then on. */
@NullMarked
public class SealedSessionBenchmark extends AverageTime {

    private final ServerKeys keys = ServerKeys.of("b25lIGtleSBvbmUga2V5IG9uZSBrZXkgb25lIGtleSA=");
    private final SessionKey key = SessionKey.create();
    private final Session session = SampleSession.of(key, "x".repeat(1_000));
    private final byte[] stored = SealedSession.seal(keys, key, session).bytes();
    private final NearSessions near = new NearSessions(keys, 10, Duration.ofHours(1));

    public SealedSessionBenchmark() {
        var copy = Objects.requireNonNull(near.get(key.id(), id -> Mono.just(SealedSession.seal(keys, key, session)))
                .block());
        Objects.requireNonNull(copy.open(key));
    }

    @Benchmark
    public Object sealed() {
        return SealedSession.seal(keys, key, session);
    }

    @Benchmark
    public @Nullable Object opened() {
        return Objects.requireNonNull(SealedSession.of(stored)).open(keys, key);
    }

    @Benchmark
    public @Nullable Object foundNear() {
        return Objects.requireNonNull(near.known(key.id())).open(key);
    }
}
