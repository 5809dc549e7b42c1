package dev.sallyport.benchmark.gateway;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many things at the same time. */
final class AtOnce {

    private AtOnce() {}

    /** What each came to. */
    static <T> List<T> all(List<Callable<T>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return calls.stream().map(threads::submit).toList().stream()
                    .map(AtOnce::result)
                    .toList();
        }
    }

    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
