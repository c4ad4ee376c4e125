package dev.cowbell.collector.app;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostIdentity;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.delivery.TickSpool;
import dev.cowbell.collector.spool.SpoolCounts;
import dev.cowbell.collector.tick.HostCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Takes ticks on a fixed schedule and puts them into the outbox, until it is stopped. */
final class Collector {
  private static final long PEEK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After these all code that ticks need has been loaded. */
  private static final long START_TICKS = 4;

  /** So often pages of files that ticks do not need are given back: five minutes at 10 s. */
  private static final long TICKS_BETWEEN_TIDYING = 30;

  private static final Path OWN_SMAPS = Path.of("/proc/self/smaps");

  private final HostCollector source;
  private final TickSpool outbox;
  private final CollectorStatus status;
  private final SelfCost cost;
  private final UnaryOperator<HostIdentity> identity;
  private final Duration interval;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long sequence;
  private long lastCpuNanos;

  /**
   * @param identity adds to a host's identity what is only known by now
   * @param firstSequence milliseconds since boot, so that a restarted collector begins above where
   *     it ended
   */
  Collector(
      HostCollector source,
      TickSpool outbox,
      CollectorStatus status,
      SelfCost cost,
      UnaryOperator<HostIdentity> identity,
      Duration interval,
      long firstSequence) {
    this.source = source;
    this.outbox = outbox;
    this.status = status;
    this.cost = cost;
    this.identity = identity;
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
    long ticks = 0;
    while (true) {
      TickSchedule.Next next = schedule.after(index, System.nanoTime());
      if (next.skipped() > 0) {
        outbox.addGap(overrun(next.skipped(), schedule.interval()));
      }
      index = next.index();
      if (isStoppedBefore(schedule.dueNanos(index))) {
        return;
      }
      tick();
      if (!source.pace().equals(schedule.interval())) {
        schedule = new TickSchedule(System.nanoTime(), source.pace());
        index = 0;
      }
      if (++ticks == START_TICKS) {
        System.gc(); // garbage of starting would stay until the heap is full
      }
      if (ticks % TICKS_BETWEEN_TIDYING == START_TICKS) {
        CleanPages.giveBack(OWN_SMAPS);
      }
    }
  }

  /**
   * Waits for the next tick, with a look at every second; returns early where what it sees asks for
   * a faster pace.
   */
  private boolean isStoppedBefore(long dueNanos) throws InterruptedException {
    Duration pace = source.pace();
    for (long left; (left = dueNanos - System.nanoTime()) > 0; ) {
      if (stopped.await(Math.min(left, PEEK_NANOS), TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (dueNanos - System.nanoTime() > PEEK_NANOS / 2) {
        source.peek();
      }
      if (source.pace().compareTo(pace) < 0) {
        return false;
      }
    }
    return stopped.getCount() == 0;
  }

  void stop() {
    stopped.countDown();
  }

  private void tick() {
    long start = System.nanoTime();
    HostTick.Builder tick = source.collect();
    long cpuNanos = cost.processCpuNanos();
    SpoolCounts counts = outbox.counts();
    tick.setHost(identity.apply(tick.getHost()))
        .setSequence(sequence++)
        .addAllGaps(outbox.takeGaps());
    tick.getCollectorBuilder()
        .setCpuTimeDelta(duration(cpuNanos - lastCpuNanos))
        .setRssBytes(cost.rssBytes())
        .setCollectionTime(duration(System.nanoTime() - start))
        .setTicksSampled(counts.sampled() + 1)
        .setTicksPublished(counts.published())
        .setTicksDropped(counts.droppedTotal())
        .setVersion(Version.TEXT);
    lastCpuNanos = cpuNanos;
    HostTick built = tick.build();
    outbox.add(built);
    status.ticked(built, cpuNanos);
  }

  private static Gap overrun(long ticks, Duration interval) {
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
