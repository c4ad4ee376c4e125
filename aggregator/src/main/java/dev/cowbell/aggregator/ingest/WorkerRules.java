package dev.cowbell.aggregator.ingest;

import dev.cowbell.api.contract.v1.ProcessMemory;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import java.time.Instant;

/** What must hold of a worker's readings. */
final class WorkerRules {

  private WorkerRules() {}

  static void check(Worker worker, Instant oldest, Instant newest) throws Refusal {
    Checks.count(worker.getPid(), "workers.pid");
    Checks.count(worker.getStartTicks(), "workers.start_ticks");
    Checks.present(worker.hasAge(), "workers.age");
    Checks.duration(worker.getAge(), "workers.age");
    Checks.present(worker.hasMemory(), "workers.memory");
    memory(worker.getMemory(), oldest, newest);
    Checks.reading(worker.getInherited().getBytes(), "workers.inherited");
    sharing(worker.getSharing().getFigures(), worker.getMemory());
    Checks.count(worker.getMinorFaults(), "workers.minor_faults");
    Checks.count(worker.getMajorFaults(), "workers.major_faults");
    Checks.duration(worker.getCpuTime(), "workers.cpu_time");
    Checks.reading(worker.getFullCollections(), "workers.full_collections");
  }

  private static void memory(ProcessMemory memory, Instant oldest, Instant newest) throws Refusal {
    Checks.bytes(memory.getRssBytes(), "workers.rss_bytes");
    if (memory.getFull().hasTakenAt()) {
      FamilyRules.within(memory.getFull().getTakenAt(), oldest, newest, "workers.taken_at");
    }
    rollup(memory.getFull().getRollup());
  }

  /** The kernel computes these in one walk: parts never exceed the whole. */
  private static void rollup(Rollup rollup) throws Refusal {
    long rss = rollup.getRssBytes();
    Checks.bytes(rss, "workers.rollup.rss_bytes");
    part(rollup.getPssBytes(), rss, "workers.rollup.pss_bytes");
    part(rollup.getUssBytes(), rss, "workers.rollup.uss_bytes");
    part(rollup.getAnonymousBytes(), rss, "workers.rollup.anonymous_bytes");
    part(rollup.getSharedCleanBytes(), rss, "workers.rollup.shared_clean_bytes");
    part(
        rollup.getSharedDirtyBytes(),
        rss - rollup.getSharedCleanBytes(),
        "workers.rollup.shared_dirty_bytes");
  }

  private static void sharing(SharingFigures figures, ProcessMemory memory) throws Refusal {
    // Two readings of one tick are a moment apart, so the larger is the limit.
    long rss = Math.max(memory.getRssBytes(), memory.getFull().getRollup().getRssBytes());
    part(figures.getStillSharedBytes(), rss, "workers.still_shared_bytes");
    Checks.bytes(figures.getSharingLossBytes(), "workers.sharing_loss_bytes");
    Checks.that(
        Math.abs(figures.getPrivateGrowthBytes()) <= Checks.MAX_BYTES
            && figures.getPrivateGrowthBytes() != Long.MIN_VALUE,
        "workers.private_growth_bytes",
        figures.getPrivateGrowthBytes());
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
