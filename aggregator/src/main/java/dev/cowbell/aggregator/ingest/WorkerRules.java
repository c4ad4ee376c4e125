package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.wire.WorkerReading;
import java.time.Instant;

/** What must hold of a worker's readings. */
final class WorkerRules {

  private WorkerRules() {}

  static void check(WorkerReading worker, Instant oldest, Instant newest) throws Refusal {
    Checks.count(worker.pid(), "workers.pid");
    Checks.count(worker.startTicks(), "workers.start_ticks");
    Checks.present(worker.hasAge(), "workers.age");
    Checks.duration(worker.ageSeconds(), worker.ageNanos(), "workers.age");
    Checks.present(worker.hasMemory(), "workers.memory");
    Checks.bytes(worker.rssBytes(), "workers.rss_bytes");
    if (worker.hasTakenAt()) {
      within(worker, oldest, newest);
    }
    full(worker);
    Checks.bytes(worker.inheritedBytes(), "workers.inherited");
    sharing(worker);
    Checks.count(worker.minorFaults(), "workers.minor_faults");
    Checks.count(worker.majorFaults(), "workers.major_faults");
    Checks.duration(worker.cpuSeconds(), worker.cpuNanos(), "workers.cpu_time");
    Checks.count(worker.fullCollections(), "workers.full_collections");
  }

  private static void within(WorkerReading worker, Instant oldest, Instant newest) throws Refusal {
    Instant takenAt =
        TickDecoder.instant(worker.takenAtSeconds(), worker.takenAtNanos(), "workers.taken_at");
    Checks.that(!takenAt.isBefore(oldest) && !takenAt.isAfter(newest), "workers.taken_at", takenAt);
  }

  /** The kernel computes these in one walk: parts never exceed the whole. */
  private static void full(WorkerReading worker) throws Refusal {
    long rss = worker.fullRssBytes();
    Checks.bytes(rss, "workers.rollup.rss_bytes");
    part(worker.pssBytes(), rss, "workers.rollup.pss_bytes");
    part(worker.ussBytes(), rss, "workers.rollup.uss_bytes");
    part(worker.anonymousBytes(), rss, "workers.rollup.anonymous_bytes");
    part(worker.sharedCleanBytes(), rss, "workers.rollup.shared_clean_bytes");
    part(
        worker.sharedDirtyBytes(),
        rss - worker.sharedCleanBytes(),
        "workers.rollup.shared_dirty_bytes");
  }

  private static void sharing(WorkerReading worker) throws Refusal {
    // Two readings of one tick are a moment apart, so the larger is the limit.
    long rss = Math.max(worker.rssBytes(), worker.fullRssBytes());
    part(worker.stillSharedBytes(), rss, "workers.still_shared_bytes");
    Checks.bytes(worker.sharingLossBytes(), "workers.sharing_loss_bytes");
    long growth = worker.privateGrowthBytes();
    Checks.that(
        Math.abs(growth) <= Checks.MAX_BYTES && growth != Long.MIN_VALUE,
        "workers.private_growth_bytes",
        growth);
  }

  private static void part(long part, long whole, String field) throws Refusal {
    Checks.bytes(part, field);
    if (part > whole) {
      throw new Refusal(
          RejectReason.IMPLAUSIBLE,
          "%s cannot be %d where only %d are resident".formatted(field, part, whole));
    }
  }
}
