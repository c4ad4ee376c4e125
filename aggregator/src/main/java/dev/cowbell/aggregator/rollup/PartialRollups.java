package dev.cowbell.aggregator.rollup;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that some readings add to roll-ups. Mutable and confined to one thread; what it gives
 * away is to be read only.
 */
public final class PartialRollups {

  private final Map<RollupKey, SharingRollup> minutes = new HashMap<>();
  private final Map<HostDay.Key, HostDay> hostDays = new HashMap<>();
  private final Map<HostDayKey, HostDayFootprint> footprints = new HashMap<>();

  /** Counts a reading of a worker. */
  public void add(HostDayKey hostDay, RollupKey minute, SharingSample sample) {
    minutes.computeIfAbsent(minute, key -> SharingRollup.empty()).add(sample);
    hostDays.compute(
        new HostDay.Key(hostDay, minute.ageBucket()),
        (key, sums) -> (sums == null ? HostDay.NONE : sums).plus(sample));
  }

  /** Counts the footprint of a family at one tick. */
  public void addFootprint(HostDayKey hostDay, long footprintBytes, int workers) {
    footprints.merge(hostDay, HostDayFootprint.of(footprintBytes, workers), HostDayFootprint::plus);
  }

  /** By the minute, hour or day. */
  public Map<RollupKey, SharingRollup> by(Grain grain) {
    if (grain == Grain.MINUTE) {
      return Collections.unmodifiableMap(minutes);
    }
    Map<RollupKey, SharingRollup> longer = new HashMap<>();
    minutes.forEach(
        (key, rollup) ->
            longer
                .computeIfAbsent(key.within(grain), within -> SharingRollup.empty())
                .merge(rollup));
    return longer;
  }

  /** By host, day and worker age. */
  public Map<HostDay.Key, HostDay> hostDays() {
    return Collections.unmodifiableMap(hostDays);
  }

  /** By host and day. */
  public Map<HostDayKey, HostDayFootprint> footprints() {
    return Collections.unmodifiableMap(footprints);
  }
}
