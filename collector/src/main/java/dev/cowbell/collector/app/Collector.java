package dev.cowbell.collector.app;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.publish.Outbox;
import dev.cowbell.collector.tick.HostCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes ticks on a fixed schedule and puts them into the outbox, until it is stopped. */
final class Collector {
  /** After these all code that ticks need has been loaded. */
  private static final long START_TICKS = 6;

  private static final Path OWN_SMAPS = Path.of("/proc/self/smaps");

  private final HostCollector source;
  private final Outbox outbox;
  private final CollectorStatus status;
  private final SelfCost cost;
  private final Duration interval;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long sequence;
  private long lastCpuNanos;

  /**
   * @param firstSequence milliseconds since boot, so that a restarted collector begins above where
   *     it ended
   */
  Collector(
      HostCollector source,
      Outbox outbox,
      CollectorStatus status,
      SelfCost cost,
      Duration interval,
      long firstSequence) {
    this.source = source;
    this.outbox = outbox;
    this.status = status;
    this.cost = cost;
    this.interval = interval;
    this.sequence = firstSequence;
  }

  /**
   * Runs until {@link #stop}.
   *
   * @param afterFirst told once, after the first tick
   */
  void run(Runnable afterFirst) throws InterruptedException {
    TickSchedule schedule = new TickSchedule(System.nanoTime(), interval);
    tick();
    afterFirst.run();
    long index = 0;
    while (true) {
      TickSchedule.Next next = schedule.after(index, System.nanoTime());
      if (next.skipped() > 0) {
        outbox.addGap(overrun(next.skipped()));
      }
      index = next.index();
      if (stopped.await(
          Math.max(0, schedule.dueNanos(index) - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        return;
      }
      tick();
      if (index == START_TICKS) {
        CleanPages.giveBack(OWN_SMAPS);
      }
    }
  }

  void stop() {
    stopped.countDown();
  }

  private void tick() {
    long start = System.nanoTime();
    HostTick.Builder tick = source.collect();
    long cpuNanos = cost.processCpuNanos();
    Outbox.Counts counts = outbox.counts();
    tick.setSequence(sequence++).addAllGaps(outbox.takeGaps());
    tick.getCollectorBuilder()
        .setCpuTimeDelta(duration(cpuNanos - lastCpuNanos))
        .setRssBytes(cost.rssBytes())
        .setCollectionTime(duration(System.nanoTime() - start))
        .setTicksSampled(counts.sampled() + 1)
        .setTicksPublished(counts.published())
        .setTicksDropped(counts.dropped())
        .setVersion(Version.TEXT);
    lastCpuNanos = cpuNanos;
    HostTick built = tick.build();
    outbox.add(built);
    status.ticked(built.getCollector(), cpuNanos);
  }

  private Gap overrun(long ticks) {
    Instant now = Instant.now();
    return Gap.newBuilder()
        .setReason(GapReason.GAP_REASON_OVERRUN)
        .setTicks(ticks)
        .setFrom(timestamp(now.minus(interval.multipliedBy(ticks))))
        .setTo(timestamp(now))
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static com.google.protobuf.Duration duration(long nanos) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(nanos / 1_000_000_000)
        .setNanos((int) (nanos % 1_000_000_000))
        .build();
  }
}
