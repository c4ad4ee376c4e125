package dev.cowbell.collector.tick;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import dev.cowbell.collector.sharing.Footprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
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
    long sum = 0;
    for (Member member : family.members().toList()) {
      Reading<SmapsRollup> rollup = lastRollup(member);
      if (rollup.optional().isEmpty()) {
        return rollup.map(SmapsRollup::pssBytes);
      }
      sum += rollup.optional().get().pssBytes();
    }
    return Reading.of(sum);
  }

  Optional<Instant> oldestReadingAt() {
    return family
        .members()
        .flatMap(member -> member.lastRollup.stream())
        .filter(last -> last.rollup().optional().isPresent())
        .map(Member.RollupReading::takenAt)
        .min(Comparator.naturalOrder());
  }

  /** Of the full readings of workers that the footprint is carried on from. */
  Optional<Instant> oldestOwnAt() {
    return family.workers.values().stream()
        .flatMap(worker -> worker.full.stream())
        .map(Member.FullReading::takenAt)
        .min(Comparator.naturalOrder());
  }

  /** Empty where a worker was never read. */
  Optional<Footprint> footprint(Reading<Long> cgroupAnonymousBytes) {
    return cgroupAnonymousBytes.optional().map(Footprint::ofCgroup).or(this::sumOfOwn);
  }

  private Optional<Footprint> sumOfOwn() {
    long sum = 0;
    boolean allFresh = true;
    for (Member worker : family.workers.values()) {
      Optional<Long> own = worker.ownBytes();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      sum += own.get();
      allFresh &= worker.isFreshAt(clock.at());
    }
    return Optional.of(
        Footprint.ofSum(family.master.statm.anonymousBytes(), sum, leftBehindBytes(), allFresh));
  }

  /**
   * Over parents that left, the most that one of their workers still shares of what had been the
   * parent's own.
   */
  private long leftBehindBytes() {
    Map<ProcessKey, Long> most = new HashMap<>();
    for (Member worker : family.workers.values()) {
      if (worker.parent.isPresent() && family.member(worker.parent.get().key).isEmpty()) {
        Member parent = worker.parent.get();
        most.merge(parent.key, stillSharedOf(parent, worker), Math::max);
      }
    }
    return most.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What a worker lost is taken to be lost evenly of its parent's own and of what that shared. */
  private static long stillSharedOf(Member parent, Member worker) {
    long parentsOwn =
        parent
            .ownBytes()
            .orElseGet(() -> Math.max(0, parent.statm.anonymousBytes() - parent.inheritedBytes()));
    long inherited = Math.max(1, worker.inheritedBytes());
    long shared = worker.ownBytes().map(own -> worker.statm.anonymousBytes() - own).orElse(0L);
    return Math.round(
        (double) Math.min(shared, inherited) * Math.min(parentsOwn, inherited) / inherited);
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

  /** The same of one worker. */
  long delta(Member worker, ToLongFunction<Stat> counter) {
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
        .lastRollup
        .map(Member.RollupReading::rollup)
        .orElseGet(
            () ->
                Reading.unavailable(
                    Reason.NOT_YET_READ, "not all members have been read in full yet"));
  }
}
