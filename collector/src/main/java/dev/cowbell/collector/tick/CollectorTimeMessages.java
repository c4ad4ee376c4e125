package dev.cowbell.collector.tick;

import dev.cowbell.api.contract.v1.CollectorTime;
import dev.cowbell.api.contract.v1.CollectorTimeReading;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.NextFullCollectionReading;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.collector.cpython.CollectorReading;
import dev.cowbell.collector.cpython.NextFullCollection;
import dev.cowbell.collector.gctime.FlagSample;
import dev.cowbell.collector.gctime.TimeShare;
import dev.cowbell.collector.procfs.Stat;
import dev.cowbell.collector.reading.Reading;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What interpreters' collectors take and when they will strike, as the contract has it. */
final class CollectorTimeMessages {
  private static final String BASIS =
      "95 % confidence, from clusters of hits, since looks at one pause are not independent";

  private CollectorTimeMessages() {}

  /** Takes what was counted since the tick before. */
  static CollectorTimeReading time(FamilyState family, TickClock clock) {
    FlagSample sample = family.flagCounts.take();
    return TimeShare.of(sample)
        .map(share -> time(family, clock, sample, share))
        .map(time -> CollectorTimeReading.newBuilder().setTime(time).build())
        .orElseGet(
            () -> CollectorTimeReading.newBuilder().setUnavailable(whyNoTime(family)).build());
  }

  private static CollectorTime time(
      FamilyState family, TickClock clock, FlagSample sample, TimeShare share) {
    List<Member> watched = family.serving().filter(member -> member.flag.isPresent()).toList();
    CollectorTime.Builder time =
        CollectorTime.newBuilder()
            .setWallShare(share.share())
            .setWallShareInterval(interval(share))
            .setWorkers(watched.size())
            .setLooks(sample.looks())
            .setHits(sample.hits())
            .setPauses(sample.pauses())
            .setSquaredHits(sample.squaredHits())
            .setLongestPauseAtLeast(
                Messages.duration(Duration.ofNanos(sample.longestPauseNanos())));
    cpuPerWall(new FamilyTotals(family, clock), watched, clock)
        .map(share::ofCpu)
        .ifPresentOrElse(
            ofCpu -> time.setCpuShare(ofCpu.share()).setCpuShareInterval(interval(ofCpu)),
            () -> time.setCpuShareUnavailable(noCpuUsed()));
    return time.build();
  }

  /** Empty where the workers used too little CPU time to be divided by. */
  private static Optional<Double> cpuPerWall(
      FamilyTotals totals, List<Member> watched, TickClock clock) {
    long wallMillis = 0;
    long cpuMicros = 0;
    for (Member worker : watched) {
      long ageMillis = clock.uptimeMillis() - worker.stat.birthMillis();
      wallMillis += Math.clamp(ageMillis, 0, clock.sinceLast().toMillis());
      cpuMicros += totals.delta(worker, Stat::cpuMicros);
    }
    return wallMillis > 0 && cpuMicros > 0
        ? Optional.of(cpuMicros / (wallMillis * 1000.0))
        : Optional.empty();
  }

  private static Interval interval(TimeShare share) {
    return Interval.newBuilder().setLow(share.low()).setHigh(share.high()).setBasis(BASIS).build();
  }

  private static Unavailable noCpuUsed() {
    return Unavailable.newBuilder()
        .setReason(UnavailableReason.UNAVAILABLE_REASON_IMPLAUSIBLE)
        .setDetail("the workers used less CPU time than the kernel counts in")
        .build();
  }

  private static Unavailable whyNoTime(FamilyState family) {
    return family
        .members()
        .map(member -> member.collector)
        .filter(collector -> collector.optional().isEmpty())
        .findFirst()
        .filter(absent -> family.serving().allMatch(member -> member.flag.isEmpty()))
        .map(absent -> Messages.unavailable((Reading.Unavailable<?>) absent))
        .orElseGet(
            () ->
                Unavailable.newBuilder()
                    .setReason(UnavailableReason.UNAVAILABLE_REASON_NOT_YET_READ)
                    .setDetail("no look at the workers' collectors since the tick before")
                    .build());
  }

  /** Of the worker that is nearest to its next full collection. */
  static NextFullCollectionReading nearest(FamilyState family) {
    return family
        .serving()
        .filter(worker -> nextOf(worker).optional().isPresent())
        .max(Comparator.comparingDouble(CollectorTimeMessages::progress))
        .or(() -> family.serving().findFirst())
        .map(CollectorTimeMessages::next)
        .orElseGet(() -> next(family.master));
  }

  static NextFullCollectionReading next(Member member) {
    return nextOf(member)
        .fold(
            next -> NextFullCollectionReading.newBuilder().setNext(message(next)).build(),
            absent ->
                NextFullCollectionReading.newBuilder()
                    .setUnavailable(Messages.unavailable(absent))
                    .build());
  }

  private static dev.cowbell.api.contract.v1.NextFullCollection message(NextFullCollection next) {
    return dev.cowbell.api.contract.v1.NextFullCollection.newBuilder()
        .setCount(next.count())
        .setThreshold(next.threshold())
        .setLongLivedPending(next.longLivedPending())
        .setLongLivedTotal(next.longLivedTotal())
        .setProgress(next.progress())
        .build();
  }

  private static double progress(Member worker) {
    return nextOf(worker).optional().map(NextFullCollection::progress).orElse(0.0);
  }

  private static Reading<NextFullCollection> nextOf(Member member) {
    return member.collector.flatMap(CollectorReading::next);
  }
}
