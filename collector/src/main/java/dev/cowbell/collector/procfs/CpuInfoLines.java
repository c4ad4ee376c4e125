package dev.cowbell.collector.procfs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lines "key : value" of cpuinfo; of each key the first counts, of "processor" the number. */
final class CpuInfoLines {
  /** Of one processor; what is in a text beyond that is no cpuinfo. */
  private static final int MOST_KEYS = 128;

  private final Map<String, String> firstByKey = new HashMap<>();
  private int processors;

  void add(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String key = line.substring(0, colon).strip();
    if (key.equals("processor")) {
      processors++;
    }
    if (firstByKey.size() < MOST_KEYS) {
      firstByKey.putIfAbsent(key, line.substring(colon + 1).strip());
    }
  }

  Optional<CpuInfo> result() {
    String vendor = firstByKey.get("vendor_id");
    if (vendor != null) {
      return Optional.of(
          new CpuInfo(
              vendor, number("cpu family"), number("model"), number("stepping"), processors));
    }
    String implementer = firstByKey.get("CPU implementer");
    return implementer == null ? Optional.empty() : Optional.of(arm(implementer));
  }

  private CpuInfo arm(String implementer) {
    int stepping = number("CPU variant") * 16 + number("CPU revision");
    return new CpuInfo(implementer, 0, number("CPU part"), stepping, processors);
  }

  /** 0 where the line is missing or "unknown": the name of the generation then shows it. */
  private int number(String key) {
    String text = firstByKey.getOrDefault(key, "0");
    try {
      return Integer.decode(text);
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }
}
