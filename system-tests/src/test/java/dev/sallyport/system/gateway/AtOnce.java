package dev.sallyport.system.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The same thing many times at the same moment. */
final class AtOnce {

    private AtOnce() {}

    static <T> List<T> times(int times, Callable<T> action) {
        var start = new CyclicBarrier(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, times)
                    .mapToObj(each -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            var answers = new ArrayList<T>();
            for (var each : all) {
                answers.add(each.get());
            }
            return answers;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
