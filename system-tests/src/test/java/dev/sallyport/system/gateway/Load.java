package dev.sallyport.system.gateway;

import dev.sallyport.system.Until;
import dev.sallyport.testkit.Answer;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The same requests again and again, each by a caller of its own, until it is closed. */
final class Load implements AutoCloseable {

    private static final int ROUND = 50;

    private final Set<Integer> statuses = new ConcurrentSkipListSet<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    private Load() {}

    @SafeVarargs
    static Load of(Supplier<Answer>... requests) {
        var load = new Load();
        for (var request : requests) {
            load.callers.execute(() -> load.repeat(request));
        }
        return load;
    }

    /** Waits until some more requests have been answered. */
    void hasGoneOn() {
        var enough = answered.get() + ROUND;
        Until.holds("the load goes on", () -> answered.get() > enough);
    }

    /** Every status there has been; 0 stands for no answer. */
    Set<Integer> statuses() {
        return Set.copyOf(statuses);
    }

    @Override
    public void close() {
        closed = true;
        callers.close();
    }

    private void repeat(Supplier<Answer> request) {
        while (!closed) {
            statuses.add(status(request));
            answered.incrementAndGet();
        }
    }

    private static int status(Supplier<Answer> request) {
        try {
            return request.get().status();
        } catch (RuntimeException none) {
            return 0;
        }
    }
}
