package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.HardwareClass;
import java.util.List;

/**
 * All that one host shows at a tick.
 *
 * @param sinceMillis since the tick before; zero on the first
 * @param collectorCpuMicros what reading it would have cost
 */
public record HostReading(
    HostName name,
    HardwareClass hardware,
    long sequence,
    long atMillis,
    long sinceMillis,
    MemoryReading memory,
    Pressures pressures,
    double diskBusyShare,
    CounterReading counters,
    List<FamilyReading> families,
    List<Happening> happenings,
    long collectorCpuMicros,
    long ticksSampled) {

  /** Whether nothing was seen before, so that nothing can be compared. */
  public boolean isFirst() {
    return ticksSampled == 1;
  }
}
