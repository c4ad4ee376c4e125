package dev.cowbell.standalone.simulate.scenario;

import java.math.BigDecimal;

/**
 * Hosts that are alike.
 *
 * @param memoryBytes as sold
 * @param share of the fleet's hosts; weights, not normalised
 * @param ipc instructions per cycle without any effect of an arm
 */
public record HardwareClass(
    Generation generation, int cores, long memoryBytes, double share, double ipc) {
  private static final long BYTES_PER_GIB = 1L << 30;

  /** What firmware and kernel keep for themselves before MemTotal. */
  private static final double RESERVED_SHARE = 0.018;

  /** MemTotal: a little less than was sold. */
  public long kernelMemoryBytes() {
    return Math.round(memoryBytes * (1 - RESERVED_SHARE) / 4096) * 4096;
  }

  /** As recommendations call the class: {@code Sandy Bridge-EP / 32 cores / 32 GiB}. */
  public String name() {
    BigDecimal gib =
        BigDecimal.valueOf(memoryBytes)
            .divide(BigDecimal.valueOf(BYTES_PER_GIB))
            .stripTrailingZeros();
    return "%s / %d %s / %s GiB"
        .formatted(generation.name(), cores, cores == 1 ? "core" : "cores", gib.toPlainString());
  }

  static HardwareClass parse(Fields fields) {
    String name = fields.requiredText("generation");
    Generation generation =
        Generation.named(name)
            .orElseThrow(() -> fields.refused("generation", name, Generation.names()));
    var parsed =
        new HardwareClass(
            generation,
            fields.count("cores", 1, 4096, 32),
            memory(fields),
            fields.share("share", 0, 1, 1),
            fields.number("ipc", 0.05, 10, generation.ipc()));
    fields.finish();
    return parsed;
  }

  /** Steps of 1 GiB, on which real sizes lie: so the class's name is what the fleet will see. */
  private static long memory(Fields fields) {
    long bytes = Math.round(fields.bytes("memory", 64.0 * BYTES_PER_GIB));
    long step = Math.max(1, Long.highestOneBit(bytes) / 8);
    if (bytes < BYTES_PER_GIB || bytes % step != 0) {
      throw fields.refused(
          "memory",
          (bytes >> 20) + "MiB",
          "a size that is sold, from 1GiB: 32GiB, 48GiB, 192GiB, 256GiB, …");
    }
    return bytes;
  }
}
