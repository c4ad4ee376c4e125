package dev.cowbell.aggregator.hardware;

import java.math.BigDecimal;

/**
 * Hosts that are alike for advice.
 *
 * @param generation microarchitecture, such as {@code Sandy Bridge-EP}
 * @param cores logical CPUs
 * @param memoryBytes memory, rounded to the size it was sold as
 */
public record HardwareClass(String generation, int cores, long memoryBytes) {

  private static final long BYTES_PER_GIB = 1L << 30;
  private static final int STEPS_PER_DOUBLING = 8;

  /** The class of a host whose kernel manages {@code kernelMemoryBytes}. */
  public static HardwareClass of(String generation, int cores, long kernelMemoryBytes) {
    return new HardwareClass(generation, cores, soldMemoryBytes(kernelMemoryBytes));
  }

  /** Such as {@code Sandy Bridge-EP / 32 cores / 32 GiB}. */
  public String name() {
    // Asked for with every tick, hence no formatter.
    return generation + " / " + cores + (cores == 1 ? " core / " : " cores / ") + gib() + " GiB";
  }

  private String gib() {
    return memoryBytes % BYTES_PER_GIB == 0
        ? Long.toString(memoryBytes / BYTES_PER_GIB)
        : BigDecimal.valueOf(memoryBytes)
            .divide(BigDecimal.valueOf(BYTES_PER_GIB))
            .stripTrailingZeros()
            .toPlainString();
  }

  /**
   * A kernel manages a few per cent less than what was sold, so the figure is rounded up to the
   * next eighth of its power of two: 23.4 GiB is 24, 31.3 is 32, 188 is 192, 251 is 256. Sizes that
   * providers really sell (3.75, 7.5, 30, 384 GiB) lie on these steps, and kernels that reserve a
   * little more or less stay in one class.
   */
  static long soldMemoryBytes(long kernelMemoryBytes) {
    long step = Math.max(1, Long.highestOneBit(kernelMemoryBytes) / STEPS_PER_DOUBLING);
    return Math.ceilDiv(kernelMemoryBytes, step) * step;
  }
}
