package dev.sallyport.benchmark.gateway;

import java.util.List;

/** The processor time of some processes, from now on. */
record Spent(List<ProcessTree> processes, long before) {

    static Spent by(Servers.Running... servers) {
        var processes = List.of(servers).stream()
                .map(server -> new ProcessTree(server.process().pid()))
                .toList();
        return new Spent(processes, micros(processes));
    }

    long micros() {
        return micros(processes) - before;
    }

    private static long micros(List<ProcessTree> processes) {
        return processes.stream().mapToLong(ProcessTree::cpuMicros).sum();
    }
}
