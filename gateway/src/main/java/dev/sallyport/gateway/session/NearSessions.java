package dev.sallyport.gateway.session;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.gateway.seal.ServerKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Copies of sessions that live in a shared store, so that the usual request need not ask it. A copy that is forgotten
 * while it is on its way here does not stay. One that is read again, because of its age, need not be opened again.
 */
final class NearSessions {

    private final ServerKeys keys;
    private final long longest;
    private final AsyncCache<String, Near> copies;

    /** So many, each for so long. */
    NearSessions(ServerKeys keys, long most, Duration longest) {
        this.keys = keys;
        this.longest = longest.toNanos();
        this.copies = Caffeine.newBuilder().maximumSize(most).buildAsync();
    }

    /** The copy of a session, read once for all who ask at the same time; empty if there is no such session. */
    Mono<Near> get(String id, Function<String, Mono<SealedSession>> read) {
        var held = copies.getIfPresent(id);
        var former = result(held);
        if (former != null && former.isYoung(longest)) {
            return Mono.just(former);
        }
        if (held != null && former != null) {
            copies.asMap().remove(id, held);
        }
        return Mono.fromFuture(
                () -> copies.get(
                        id, (missing, executor) -> read(missing, read, former).toFuture()),
                true);
    }

    private Mono<Near> read(String id, Function<String, Mono<SealedSession>> read, @Nullable Near former) {
        var asked = System.nanoTime();
        return read.apply(id).map(value -> new Near(keys, value, asked).after(former));
    }

    /** The copy of a session if there is one here; null says nothing of whether there is such a session. */
    @Nullable Near known(String id) {
        var known = result(copies.getIfPresent(id));
        return known != null && known.isYoung(longest) ? known : null;
    }

    private static @Nullable Near result(@Nullable CompletableFuture<Near> copy) {
        return copy != null && copy.isDone() && !copy.isCompletedExceptionally() ? copy.resultNow() : null;
    }

    Near of(SealedSession sealed) {
        return new Near(keys, sealed, System.nanoTime());
    }

    void forget(String id) {
        copies.synchronous().invalidate(id);
    }

    void clear() {
        copies.synchronous().invalidateAll();
    }

    /** One copy: opened by the first who has the key, and from then on only compared. */
    static final class Near {

        private final ServerKeys keys;
        private final SealedSession sealed;
        private final long asked;
        private volatile @Nullable Opened opened;

        /** When it was last used as far as this node knows, and as far as the store knows. */
        private volatile Instant used;

        private volatile Instant toldUsed;

        private record Opened(SessionKey key, Session session) {}

        private Near(ServerKeys keys, SealedSession sealed, long asked) {
            this.keys = keys;
            this.sealed = sealed;
            this.asked = asked;
            this.used = sealed.lastUsed();
            this.toldUsed = used;
        }

        private boolean isYoung(long longest) {
            return longest == Long.MAX_VALUE || System.nanoTime() - asked < longest;
        }

        /** The same copy, read again: what this node found out about it holds on. */
        private Near after(@Nullable Near former) {
            if (former != null && sealed.isButForItsUse(former.sealed)) {
                opened = former.opened;
                used = former.used.isAfter(used) ? former.used : used;
            }
            return this;
        }

        /** The session, as of its last use; null if this is not its key. */
        @Nullable Session open(SessionKey key) {
            var known = opened;
            if (known == null) {
                var session = sealed.open(keys, key);
                if (session == null) {
                    return null;
                }
                opened = new Opened(key, session);
                return session.usedAt(used);
            }
            return known.key.opens(key.secret()) ? known.session.usedAt(used) : null;
        }

        /** When it was last used, as far as this node knows. */
        Instant used() {
            return used;
        }

        /** Notes a use. True if the store has not heard of any for so long that it should be told of this one. */
        boolean use(Instant now, Duration precision) {
            used = now;
            if (!isToTell(now, precision)) {
                return false;
            }
            toldUsed = now;
            return true;
        }

        /** The store did not hear of it, so it should be told of the next. */
        void notTold() {
            toldUsed = sealed.lastUsed();
        }

        /** Whether the store should be told of a use now. */
        boolean isToTell(Instant now, Duration precision) {
            return !now.isBefore(toldUsed.plus(precision));
        }
    }
}
