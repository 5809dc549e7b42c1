package dev.sallyport.keycloak.entitlement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.sallyport.keycloak.entitlement.SourceMetrics.From;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers answers, in bounded room. Many who ask the same at once are one question; where nothing is said, an
 * older answer stands in for as long as the settings allow. A refusal is an answer: nothing stands in for it.
 */
final class Answers {

    /** A line belongs to one realm, one source and one state of its settings. */
    record Key(Line line, Question question) {}

    /** How to ask. */
    @FunctionalInterface
    interface Call {
        Answer ask() throws Unanswered;
    }

    private final Cache<Key, Answer> remembered;
    private final Map<Key, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    Answers(int room) {
        remembered = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(room)
                .weigher((Key key, Answer answer) -> answer.room())
                .expireAfter(Expiry.writing((Key key, Answer answer) -> usable(key)))
                .build();
    }

    Answer about(Key key, Deadline deadline, Call call) throws Unanswered {
        var known = remembered.getIfPresent(key);
        if (known != null && isFresh(known, key)) {
            return counted(known, From.CACHE, key);
        }
        try {
            return counted(once(key, deadline, call), From.CALL, key);
        } catch (Unanswered nothing) {
            if (known != null && nothing.outcome().isSilence() && known.isYoungerThan(usable(key))) {
                return counted(known, From.STALE, key);
            }
            key.line().metrics().answered(From.NOWHERE);
            throw nothing;
        }
    }

    private Answer once(Key key, Deadline deadline, Call call) throws Unanswered {
        var mine = new CompletableFuture<Answer>();
        var others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return await(others, deadline);
        }
        try {
            var answer = answeredMeanwhile(key, call);
            mine.complete(answer);
            return answer;
        } catch (Unanswered nothing) {
            mine.completeExceptionally(nothing);
            throw nothing;
        } finally {
            underWay.remove(key, mine);
            mine.completeExceptionally(new Unanswered(Outcome.MISCONFIGURED)); // nobody waits for a question that threw
        }
    }

    private Answer answeredMeanwhile(Key key, Call call) throws Unanswered {
        var known = remembered.getIfPresent(key);
        if (known != null && isFresh(known, key)) {
            return known;
        }
        var answer = call.ask();
        remembered.put(key, answer);
        return answer;
    }

    private static Answer await(CompletableFuture<Answer> others, Deadline deadline) throws Unanswered {
        try {
            return others.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Unanswered nothing ? nothing : new Unanswered(Outcome.UNREACHABLE);
        } catch (TimeoutException late) {
            throw new Unanswered(Outcome.DEADLINE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered(Outcome.DEADLINE);
        }
    }

    private static boolean isFresh(Answer answer, Key key) {
        return answer.isYoungerThan(key.line().settings().fresh());
    }

    private static Duration usable(Key key) {
        var settings = key.line().settings();
        return settings.fresh().plus(settings.stale());
    }

    private static Answer counted(Answer answer, From from, Key key) {
        key.line().metrics().answered(from);
        return answer;
    }
}
