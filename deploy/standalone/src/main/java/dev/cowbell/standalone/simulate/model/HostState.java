package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.model.Pressures.Pressure;
import java.util.List;

/**
 * All that is kept of a host from one tick to the next.
 *
 * @param firstSequence milliseconds since boot at the first tick of this run
 * @param ticks taken in this run
 * @param pressures as last shown
 * @param availableShare of memory, as last shown
 */
public record HostState(
    HostPlan plan,
    long lastMillis,
    long firstSequence,
    long ticks,
    List<FamilyTimeline> timelines,
    Pressures pressures,
    double availableShare) {
  private static final double IDLE_PRESSURE = 0.0005;

  public HostState {
    timelines = List.copyOf(timelines);
  }

  /** A host that is seen for the first time. */
  static HostState unseen(HostPlan plan, long atMillis) {
    long upMillis = atMillis - plan.bootMillis();
    var idle = new Pressure(0, 0, Math.round(upMillis * 1000 * IDLE_PRESSURE));
    List<FamilyTimeline> timelines =
        plan.families().stream().map(f -> FamilyTimeline.at(atMillis, plan, f)).toList();
    return new HostState(
        plan, atMillis, upMillis, 0, timelines, new Pressures(idle, idle, idle), 1);
  }

  boolean isUnseen() {
    return ticks == 0;
  }
}
