package dev.cowbell.collector.tick;

import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.Footprint;
import dev.cowbell.collector.sharing.SharingFigures;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Sums over one family. */
final class FamilyTotals {
  private final FamilyState family;
  private final TickClock clock;

  FamilyTotals(FamilyState family, TickClock clock) {
    this.family = family;
    this.clock = clock;
  }

  long rssBytes() {
    return family.members().mapToLong(member -> member.statm.residentBytes()).sum();
  }

  int unreadableWorkers() {
    return (int)
        family.workers.values().stream()
            .filter(
                w ->
                    w.full
                        .filter(f -> f.rollup().isAbsentFor(Reason.PERMISSION_DENIED))
                        .isPresent())
            .count();
  }

  /** Sum of the last full readings of all members. */
  Reading<Long> pssBytes() {
    return family
        .members()
        .map(FamilyTotals::lastRollup)
        .map(rollup -> rollup.map(SmapsRollup::pssBytes))
        .reduce(Reading.of(0L), (sum, next) -> sum.flatMap(a -> next.map(b -> a + b)));
  }

  Optional<Instant> oldestReadingAt() {
    return family
        .members()
        .flatMap(member -> member.full.stream())
        .filter(full -> full.rollup().optional().isPresent())
        .map(Member.FullReading::takenAt)
        .min(Comparator.naturalOrder());
  }

  /** Empty where a worker was never read. */
  Optional<Footprint> footprint(Reading<Long> cgroupAnonymousBytes) {
    return cgroupAnonymousBytes.optional().map(Footprint::ofCgroup).or(this::sumOfOwn);
  }

  private Optional<Footprint> sumOfOwn() {
    List<Optional<Long>> own = family.workers.values().stream().map(this::ownBytes).toList();
    if (own.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    long sum = own.stream().flatMap(Optional::stream).mapToLong(Long::longValue).sum();
    boolean allFresh =
        family.workers.values().stream().allMatch(worker -> worker.isFreshAt(clock.at()));
    return Optional.of(Footprint.ofSum(family.master.statm.anonymousBytes(), sum, allFresh));
  }

  /**
   * Anonymous bytes less those shared, the latter from the last reading and the former from the
   * newest source.
   */
  private Optional<Long> ownBytes(Member worker) {
    return lastRollup(worker)
        .optional()
        .map(
            rollup -> {
              long anonymous =
                  worker.isFreshAt(clock.at())
                      ? rollup.anonymousBytes()
                      : worker.statm.anonymousBytes();
              return Math.max(0, anonymous - SharingFigures.sharedAnonymousBytes(rollup));
            });
  }

  /**
   * Sum over workers, or of the one process of a family without, of what a counter rose by since
   * the tick before; of those born since, all of it.
   */
  long delta(ToLongFunction<Stat> counter) {
    Stream<Member> counted =
        family.hadWorkers ? family.workers.values().stream() : Stream.of(family.master);
    return counted.mapToLong(member -> delta(member, counter)).sum();
  }

  private long delta(Member worker, ToLongFunction<Stat> counter) {
    long now = counter.applyAsLong(worker.stat);
    if (worker.statBefore.isPresent()) {
      return Math.max(0, now - counter.applyAsLong(worker.statBefore.get()));
    }
    boolean bornSince =
        clock.uptimeMillis() - worker.stat.birthMillis() <= clock.sinceLast().toMillis();
    return bornSince ? now : 0;
  }

  private static Reading<SmapsRollup> lastRollup(Member member) {
    return member
        .full
        .map(Member.FullReading::rollup)
        .orElseGet(
            () ->
                Reading.unavailable(
                    Reason.NOT_YET_READ, "not all members have been read in full yet"));
  }
}
