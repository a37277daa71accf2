package io.tributary.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process has used so far.
 *
 * @param cpuNanos of all its threads, also those of the JVM itself
 * @param allocatedBytes of the Java threads that are alive
 */
record Usage(long nanos, long cpuNanos, long allocatedBytes, long events) {

  static Usage now(Counts counts) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum();
    return new Usage(System.nanoTime(), system.getProcessCpuTime(), allocated, counts.sum());
  }

  /** What was used since {@code before}, as the reply to a measurement. */
  String since(Usage before) {
    return "%d %d %d %d"
        .formatted(
            events - before.events,
            nanos - before.nanos,
            cpuNanos - before.cpuNanos,
            allocatedBytes - before.allocatedBytes);
  }
}
