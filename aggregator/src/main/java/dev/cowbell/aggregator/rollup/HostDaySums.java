package dev.cowbell.aggregator.rollup;

import org.jspecify.annotations.Nullable;

/** All that is summed of one host-day. Mutable and confined to one thread. */
public final class HostDaySums {
  private final ByAge<HostDay> sharing = new ByAge<>();
  private @Nullable HostDayFootprint footprint;
  private @Nullable HostDayArm arm;

  HostDaySums() {}

  ByAge<HostDay> ages() {
    return sharing;
  }

  void add(HostDayFootprint more) {
    HostDayFootprint before = footprint;
    footprint = before == null ? more : before.plus(more);
  }

  void add(HostDayArm later) {
    HostDayArm before = arm;
    arm = before == null ? later : before.plus(later);
  }

  /** The first worker age from this one on, by number, of which there are readings; -1 if none. */
  public int nextAge(int ageBucket) {
    int age = ageBucket;
    while (age < sharing.size() && sharing.get(age) == null) {
      age++;
    }
    return age < sharing.size() ? age : -1;
  }

  /** Sharing at this worker age; null where there are no readings. */
  public @Nullable HostDay sharing(int ageBucket) {
    return sharing.get(ageBucket);
  }

  /** Null where no family had one. */
  public @Nullable HostDayFootprint footprint() {
    return footprint;
  }

  /** What is known besides memory; null where no tick was counted. */
  public @Nullable HostDayArm arm() {
    return arm;
  }
}
