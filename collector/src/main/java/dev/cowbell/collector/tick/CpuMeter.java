package dev.cowbell.collector.tick;

import java.util.function.LongSupplier;

/**
 * CPU time spent so far, in nanoseconds.
 *
 * @param threadNanos of the calling thread
 * @param processNanos of the whole process
 */
public record CpuMeter(LongSupplier threadNanos, LongSupplier processNanos) {

  /** Of a process that does nothing else. */
  static CpuMeter ofThread(LongSupplier threadNanos) {
    return new CpuMeter(threadNanos, threadNanos);
  }
}
