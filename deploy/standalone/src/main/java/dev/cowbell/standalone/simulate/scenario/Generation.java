package dev.cowbell.standalone.simulate.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A microarchitecture as a kernel and the counters show it.
 *
 * @param vendor as /proc/cpuinfo spells it; on Arm the implementer
 * @param family CPU family; 0 on Arm
 * @param model CPU model; on Arm the part
 * @param ipc instructions per cycle of an interpreter-heavy web service; an assumption, to be
 *     planted otherwise where it matters
 * @param gigahertz sustained clock, typical for the line
 * @param l3MiB last-level cache of one socket, typical for the line
 */
public record Generation(
    String name,
    String vendor,
    int family,
    int model,
    int stepping,
    double ipc,
    double gigahertz,
    int l3MiB) {
  private static final String INTEL = "GenuineIntel";
  private static final String AMD = "AuthenticAMD";
  private static final String ARM = "0x41";

  private static final List<Generation> KNOWN =
      List.of(
          new Generation("Sandy Bridge-EP", INTEL, 6, 0x2d, 7, 0.80, 2.6, 20),
          new Generation("Ivy Bridge-EP", INTEL, 6, 0x3e, 4, 0.86, 2.6, 25),
          new Generation("Haswell-EP", INTEL, 6, 0x3f, 2, 0.95, 2.5, 30),
          new Generation("Broadwell-EP", INTEL, 6, 0x4f, 1, 1.00, 2.4, 35),
          new Generation("Broadwell-DE", INTEL, 6, 0x56, 3, 0.98, 2.1, 24),
          new Generation("Skylake-SP", INTEL, 6, 0x55, 4, 1.08, 2.6, 27),
          new Generation("Cascade Lake", INTEL, 6, 0x55, 7, 1.10, 2.8, 35),
          new Generation("Ice Lake-SP", INTEL, 6, 0x6a, 6, 1.25, 2.9, 48),
          new Generation("Sapphire Rapids", INTEL, 6, 0x8f, 8, 1.38, 3.0, 105),
          new Generation("Emerald Rapids", INTEL, 6, 0xcf, 2, 1.41, 3.0, 260),
          new Generation("Zen 2", AMD, 0x17, 0x31, 0, 1.20, 3.0, 16),
          new Generation("Zen 3", AMD, 0x19, 0x01, 1, 1.36, 3.2, 32),
          new Generation("Zen 4", AMD, 0x19, 0x11, 1, 1.48, 3.5, 32),
          new Generation("Zen 5", AMD, 0x1a, 0x02, 1, 1.62, 3.6, 32),
          new Generation("Neoverse N1", ARM, 0, 0xd0c, 0x31, 1.12, 2.5, 32),
          new Generation("Neoverse V1", ARM, 0, 0xd40, 0x11, 1.33, 2.6, 32));

  static Optional<Generation> named(String name) {
    return KNOWN.stream().filter(known -> known.name.equals(name)).findFirst();
  }

  static String names() {
    return KNOWN.stream().map(Generation::name).collect(Collectors.joining(", "));
  }
}
