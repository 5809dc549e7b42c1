package dev.sallyport.system.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many things at the same moment. */
final class AtOnce {

    private AtOnce() {}

    static <T> List<T> each(int times, IntFunction<T> action) {
        var start = new CyclicBarrier(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, times)
                    .mapToObj(each -> threads.submit(() -> {
                        start.await();
                        return action.apply(each);
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var each : all) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
