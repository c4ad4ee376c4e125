package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;

/**
 * One worker at one look.
 *
 * @param hasUsedCpu since its fork, in the kernel's unit of 10 ms
 * @param minorFaults since its fork
 * @param stillSharedBytes what of the inherited memory it still shares, as last read; 0 where it
 *     was never read
 * @param grownBytes anonymous memory beyond what it inherited
 * @param inheritedBytes 0 where that is not known
 */
public record WorkerLook(
    ProcessKey key,
    boolean hasUsedCpu,
    long minorFaults,
    long stillSharedBytes,
    long grownBytes,
    long inheritedBytes) {

  /** Whether it has been used, and its application came with the fork. */
  boolean isAtWork() {
    return hasUsedCpu && !loadedAfterFork();
  }

  /**
   * Whether most of its memory is its own: then its server loads the application after the fork,
   * and some CPU time says nothing about being ready.
   */
  boolean loadedAfterFork() {
    return grownBytes > inheritedBytes;
  }
}
