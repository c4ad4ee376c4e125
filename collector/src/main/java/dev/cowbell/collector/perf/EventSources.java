package dev.cowbell.collector.perf;

import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the kernel can count with, {@code /sys/bus/event_source/devices}. Looked at before any
 * system call: where there is no hardware among it, that is the answer, and the three megabytes of
 * a foreign call are saved.
 */
final class EventSources {
  private EventSources() {}

  /**
   * Whether there may be hardware counters, or why there are none. A kernel that lists nothing is
   * asked by opening one.
   *
   * @param sysRoot usually /sys
   */
  static Reading<Boolean> hardware(Path sysRoot) {
    String[] names = sysRoot.resolve("bus/event_source/devices").toFile().list();
    Set<String> sources = names == null ? Set.of() : Set.of(names);
    if (!sources.isEmpty() && sources.stream().noneMatch(EventSources::isProcessor)) {
      return Reading.unavailable(
          Reason.NOT_SUPPORTED,
          "no PMU: the kernel lists no hardware among its event sources, as in most virtual machines");
    }
    return Reading.of(true);
  }

  /** Such as cpu, cpu_core, cpu_atom, armv8_pmuv3_0. */
  private static boolean isProcessor(String source) {
    return source.startsWith("cpu") || source.startsWith("arm");
  }
}
