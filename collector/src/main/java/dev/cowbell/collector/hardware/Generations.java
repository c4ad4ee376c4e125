package dev.cowbell.collector.hardware;

import dev.cowbell.collector.procfs.CpuInfo;
import java.util.Locale;
import java.util.Map;

/**
 * Names of microarchitectures by family, model and stepping (Arm: implementer and part). The model
 * name is not looked at: hypervisors mask it. Sources: Intel's and AMD's processor programming
 * references, Arm's MIDR_EL1 assignments, the kernel's intel-family.h, amd.c and arm64 cputype.h.
 * Parts of desktops are here as far as servers are built of them.
 */
final class Generations {
  private static final Map<Integer, String> INTEL_6 =
      Map.ofEntries(
          Map.entry(0x1a, "Nehalem"),
          Map.entry(0x1e, "Nehalem"),
          Map.entry(0x1f, "Nehalem"),
          Map.entry(0x2e, "Nehalem"),
          Map.entry(0x25, "Westmere"),
          Map.entry(0x2c, "Westmere"),
          Map.entry(0x2f, "Westmere"),
          Map.entry(0x2a, "Sandy Bridge"),
          Map.entry(0x2d, "Sandy Bridge-EP"),
          Map.entry(0x3a, "Ivy Bridge"),
          Map.entry(0x3e, "Ivy Bridge-EP"),
          Map.entry(0x3c, "Haswell"),
          Map.entry(0x45, "Haswell"),
          Map.entry(0x46, "Haswell"),
          Map.entry(0x3f, "Haswell-EP"),
          Map.entry(0x3d, "Broadwell"),
          Map.entry(0x47, "Broadwell"),
          Map.entry(0x4f, "Broadwell-EP"),
          Map.entry(0x56, "Broadwell-DE"),
          Map.entry(0x57, "Knights Landing"),
          Map.entry(0x85, "Knights Mill"),
          Map.entry(0x5e, "Skylake"),
          Map.entry(0x9e, "Kaby Lake or Coffee Lake"),
          Map.entry(0xa5, "Comet Lake"),
          Map.entry(0xa7, "Rocket Lake"),
          Map.entry(0x97, "Alder Lake"),
          Map.entry(0xb7, "Raptor Lake"),
          Map.entry(0xc6, "Arrow Lake"),
          Map.entry(0x6a, "Ice Lake-SP"),
          Map.entry(0x6c, "Ice Lake-D"),
          Map.entry(0x8f, "Sapphire Rapids"),
          Map.entry(0xcf, "Emerald Rapids"),
          Map.entry(0xad, "Granite Rapids"),
          Map.entry(0xae, "Granite Rapids"),
          Map.entry(0xaf, "Sierra Forest"),
          Map.entry(0xdd, "Clearwater Forest"));

  private static final Map<String, String> ARM =
      Map.ofEntries(
          Map.entry("41/d03", "Cortex-A53"),
          Map.entry("41/d07", "Cortex-A57"),
          Map.entry("41/d08", "Cortex-A72"),
          Map.entry("41/d0c", "Neoverse N1"),
          Map.entry("41/d40", "Neoverse V1"),
          Map.entry("41/d49", "Neoverse N2"),
          Map.entry("41/d4f", "Neoverse V2"),
          Map.entry("41/d8e", "Neoverse N3"),
          Map.entry("41/d83", "Neoverse V3AE"),
          Map.entry("41/d84", "Neoverse V3"),
          Map.entry("c0/ac3", "Ampere-1"),
          Map.entry("c0/ac4", "Ampere-1A"),
          Map.entry("6d/d49", "Azure Cobalt 100"),
          Map.entry("48/d01", "Kunpeng 920"),
          Map.entry("43/a1", "ThunderX"),
          Map.entry("43/af", "ThunderX2"),
          Map.entry("46/1", "A64FX"));

  private static final int SKYLAKE_SERVER = 0x55;

  private Generations() {}

  /** The name; a stable one made of vendor, family and model where there is none. */
  static String of(CpuInfo cpu) {
    String known =
        switch (cpu.vendor()) {
          case "GenuineIntel" -> intel(cpu);
          case "AuthenticAMD" -> amd(cpu.family(), cpu.model());
          case "HygonGenuine" -> cpu.family() == 0x18 ? "Hygon Dhyana" : "";
          default -> ARM.getOrDefault(armKey(cpu), "");
        };
    return known.isEmpty() ? unknown(cpu) : known;
  }

  private static String intel(CpuInfo cpu) {
    if (cpu.family() == 6 && cpu.model() == SKYLAKE_SERVER) {
      return skylakeServer(cpu.stepping());
    }
    if (cpu.family() == 0x13 && cpu.model() == 0x01) {
      return "Diamond Rapids";
    }
    return cpu.family() == 6 ? INTEL_6.getOrDefault(cpu.model(), "") : "";
  }

  private static String skylakeServer(int stepping) {
    if (stepping <= 4) {
      return "Skylake-SP";
    }
    return stepping <= 7 ? "Cascade Lake" : "Cooper Lake";
  }

  private static String amd(int family, int model) {
    return switch (family) {
      case 0x15 -> bulldozer(model);
      case 0x17 -> zen1Or2(model);
      case 0x19 -> (isIn(model, 0x10, 0x1f) || isIn(model, 0x60, 0xaf)) ? "Zen 4" : zen3(model);
      case 0x1a -> zen5Or6(model);
      default -> "";
    };
  }

  private static String bulldozer(int model) {
    if (model == 0x02 || isIn(model, 0x10, 0x1f)) {
      return "Piledriver";
    }
    if (isIn(model, 0x00, 0x0f)) {
      return "Bulldozer";
    }
    if (isIn(model, 0x30, 0x3f)) {
      return "Steamroller";
    }
    return isIn(model, 0x60, 0x7f) ? "Excavator" : "";
  }

  private static String zen1Or2(int model) {
    if (isIn(model, 0x00, 0x2f) || isIn(model, 0x50, 0x5f)) {
      return "Zen";
    }
    boolean zen2 =
        isIn(model, 0x30, 0x4f)
            || isIn(model, 0x60, 0x7f)
            || isIn(model, 0x90, 0x91)
            || isIn(model, 0xa0, 0xaf);
    return zen2 ? "Zen 2" : "";
  }

  private static String zen3(int model) {
    return (isIn(model, 0x00, 0x0f) || isIn(model, 0x20, 0x5f)) ? "Zen 3" : "";
  }

  private static String zen5Or6(int model) {
    if (isIn(model, 0x00, 0x2f) || isIn(model, 0x40, 0x4f) || isIn(model, 0x60, 0x7f)) {
      return "Zen 5";
    }
    return (isIn(model, 0x50, 0x5f) || isIn(model, 0x80, 0xaf) || isIn(model, 0xc0, 0xcf))
        ? "Zen 6"
        : "";
  }

  private static boolean isIn(int model, int first, int last) {
    return first <= model && model <= last;
  }

  private static String armKey(CpuInfo cpu) {
    return cpu.vendor().toLowerCase(Locale.ROOT).replaceFirst("^0x", "")
        + "/"
        + Integer.toHexString(cpu.model());
  }

  private static String unknown(CpuInfo cpu) {
    return cpu.vendor() + " family " + cpu.family() + " model " + cpu.model();
  }
}
