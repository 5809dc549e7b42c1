package dev.sallyport.benchmark.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all that it has started, as Linux counts them. */
record ProcessTree(long pid) {

    /** Of user and system together; a hundredth of a second is the least that the system tells. */
    private static final long MICROS_PER_TICK = 10_000;

    long cpuMicros() {
        return processes().mapToLong(ProcessTree::ticks).sum() * MICROS_PER_TICK;
    }

    /** What is in memory, with shared pages counted in parts. */
    long residentBytes() {
        return processes().mapToLong(ProcessTree::proportionalBytes).sum();
    }

    private Stream<Long> processes() {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid))
                .orElseGet(Stream::empty);
    }

    private static long ticks(long pid) {
        var line = read(pid, "stat");
        var fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ", -1);
        return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long proportionalBytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** Nothing of a process that has just ended. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }
}
