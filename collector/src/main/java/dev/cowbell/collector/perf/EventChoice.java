package dev.cowbell.collector.perf;

import java.util.List;

/**
 * Which events stand for references and misses of the cache, and of which cache. The kernel's
 * generic names mean different caches on different processors:
 *
 * <table>
 * <caption>What is counted</caption>
 * <tr><th>processor</th><th>events</th><th>level</th></tr>
 * <tr><td>Intel</td><td>generic (0x4f2e, 0x412e; arch/x86/events/intel/core.c)</td><td>L3</td></tr>
 * <tr><td>AMD</td><td>generic (0xff60, 0x0964 from Zen on; arch/x86/events/amd/core.c)</td><td>L2</td></tr>
 * <tr><td>Arm Neoverse N1, V1, N2, V2 (Graviton 2-4, Ampere Altra)</td><td>LL_CACHE_RD 0x36, LL_CACHE_MISS_RD 0x37, reads only</td><td>last level, reads</td></tr>
 * <tr><td>other Arm</td><td>generic (L1D_CACHE, L1D_CACHE_REFILL; drivers/perf/arm_pmuv3.c)</td><td>L1 data</td></tr>
 * <tr><td>others</td><td>generic</td><td>unknown</td></tr>
 * </table>
 *
 * @param references of the cache
 * @param misses of the cache
 * @param level of that cache, for people
 */
record EventChoice(CountedEvent references, CountedEvent misses, String level) {
  private static final String ARM = "0x41";
  private static final List<Integer> NEOVERSE = List.of(0xd0c, 0xd40, 0xd49, 0xd4f);

  /**
   * The choice for a processor.
   *
   * @param vendor as the kernel spells it, or an Arm implementer
   * @param part model, or Arm part number
   */
  static EventChoice of(String vendor, int part) {
    return switch (vendor) {
      case "GenuineIntel" -> generic("L3");
      case "AuthenticAMD", "HygonGenuine" -> generic("L2");
      case ARM ->
          NEOVERSE.contains(part)
              ? new EventChoice(CountedEvent.raw(0x36), CountedEvent.raw(0x37), "last level, reads")
              : generic("L1 data");
      default -> generic(vendor.startsWith("0x") ? "L1 data" : "unknown");
    };
  }

  private static EventChoice generic(String level) {
    return new EventChoice(CountedEvent.CACHE_REFERENCES, CountedEvent.CACHE_MISSES, level);
  }
}
