package dev.cowbell.aggregator.rollup;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Everything that some readings add to roll-ups. Mutable and confined to one thread at a time. What
 * does not change from worker to worker of a family is looked up once for all of them.
 */
public final class PartialRollups {

  private record Series(Instant bucketAt, String service, String hardwareClass, String arm) {}

  private final Map<Series, ByAge<SharingMoments>> minutes;
  private final Map<Series, ByAge<SharingRollup>> hours;
  private final Map<HostDayKey, HostDaySums> hostDays = new HashMap<>();

  /** Of no reading yet. */
  public PartialRollups() {
    this(new HashMap<>(), new HashMap<>());
  }

  private PartialRollups(
      Map<Series, ByAge<SharingMoments>> minutes, Map<Series, ByAge<SharingRollup>> hours) {
    this.minutes = minutes;
    this.hours = hours;
  }

  /** Where readings of one family at one time go. */
  public final class OfFamily {
    private final ByAge<SharingMoments> minute;
    private final ByAge<SharingRollup> hour;
    private final ByAge<HostDay> hostDay;

    private OfFamily(HostDayKey key, Instant collectedAt) {
      minute = minutes.computeIfAbsent(series(key, Grain.MINUTE, collectedAt), s -> new ByAge<>());
      hour = hours.computeIfAbsent(series(key, Grain.HOUR, collectedAt), s -> new ByAge<>());
      hostDay = hostDay(key).ages();
    }

    /** Counts a reading of a worker of that age. */
    public void add(double ageSeconds, SharingSample sample) {
      int age = AgeBuckets.indexOf(ageSeconds);
      minute.at(age, SharingMoments::empty).add(sample);
      hour.at(age, SharingRollup::empty).add(sample);
      hostDay.at(age, HostDay::new).add(sample);
    }
  }

  /** For readings collected then of a family. */
  public OfFamily family(HostDayKey hostDay, Instant collectedAt) {
    return new OfFamily(hostDay, collectedAt);
  }

  /** Counts the footprint of a family at one tick. */
  public void addFootprint(HostDayKey hostDay, long footprintBytes, int workers) {
    hostDay(hostDay).add(HostDayFootprint.of(footprintBytes, workers));
  }

  /** Counts what the arms of one host were at one tick, each family by itself. */
  public void addTick(Map<HostDayKey, List<HostDayArm>> families) {
    families.forEach(this::addArm);
  }

  private void addArm(HostDayKey key, List<HostDayArm> families) {
    if (families.isEmpty()) {
      return;
    }
    HostDayArm arm = families.getFirst();
    for (int i = 1; i < families.size(); i++) {
      arm = arm.beside(families.get(i));
    }
    hostDay(key).add(arm);
  }

  private HostDaySums hostDay(HostDayKey key) {
    return hostDays.computeIfAbsent(key, absent -> new HostDaySums());
  }

  /** The same without host-days, which are written with their batch. */
  public PartialRollups withoutHostDays() {
    return new PartialRollups(minutes, hours);
  }

  /** Takes over minutes and hours of another, which came later and must not be used any more. */
  public void take(PartialRollups later) {
    take(minutes, later.minutes, SharingMoments::merge);
    take(hours, later.hours, SharingRollup::merge);
  }

  private static <K, T> void take(
      Map<K, ByAge<T>> all, Map<K, ByAge<T>> later, BiConsumer<T, T> merge) {
    later.forEach(
        (key, ages) -> {
          ByAge<T> before = all.putIfAbsent(key, ages);
          if (before != null) {
            before.take(ages, merge);
          }
        });
  }

  /** How many hours of a series and age it holds, each with two sketches. */
  public int size() {
    int size = 0;
    for (ByAge<SharingRollup> hour : hours.values()) {
      size += hour.count();
    }
    return size;
  }

  /** By the minute. */
  public Map<RollupKey, SharingMoments> minutes() {
    return flat(minutes);
  }

  /** By the hour. */
  public Map<RollupKey, SharingRollup> hours() {
    return flat(hours);
  }

  /** By host and day; not to be changed. */
  public Map<HostDayKey, HostDaySums> hostDays() {
    return Collections.unmodifiableMap(hostDays);
  }

  private static Series series(HostDayKey key, Grain grain, Instant collectedAt) {
    return new Series(grain.start(collectedAt), key.service(), key.hardwareClass(), key.arm());
  }

  private static <T> Map<RollupKey, T> flat(Map<Series, ByAge<T>> series) {
    Map<RollupKey, T> flat = new HashMap<>();
    series.forEach(
        (key, ages) ->
            ages.forEach(
                (age, rollup) ->
                    flat.put(
                        new RollupKey(key.bucketAt, key.service, key.hardwareClass, key.arm, age),
                        rollup)));
    return flat;
  }
}
