package dev.cowbell.aggregator.ingest;

import com.google.protobuf.Timestamp;
import dev.cowbell.aggregator.wire.WireTick;
import dev.cowbell.aggregator.wire.WorkerReading;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import java.time.Instant;
import java.util.List;

/** What must hold of the families and events of a tick. */
final class FamilyRules {

  /** No host forks more workers than this. */
  static final int MAX_WORKERS = 100_000;

  private static final int MAX_THRESHOLDS = 16;

  private FamilyRules() {}

  static void check(WireTick wire, Instant oldest, Instant newest) throws Refusal {
    HostTick tick = wire.message();
    long workers = 0;
    for (int i = 0; i < tick.getFamiliesCount(); i++) {
      Family family = tick.getFamilies(i);
      family(family);
      workers(wire.workers().get(i), oldest, newest);
      workers += family.getWorkerCount();
    }
    Checks.that(workers <= MAX_WORKERS, "sum of worker_count", workers);
    for (LifecycleEvent event : tick.getEventsList()) {
      event(event, oldest, newest);
    }
  }

  private static void workers(List<WorkerReading> workers, Instant oldest, Instant newest)
      throws Refusal {
    Checks.that(workers.size() <= MAX_WORKERS, "count of workers", workers.size());
    for (WorkerReading worker : workers) {
      WorkerRules.check(worker, oldest, newest);
    }
  }

  private static void family(Family family) throws Refusal {
    Checks.count(family.getMasterPid(), "master_pid");
    Checks.count(family.getMasterStartTicks(), "master_start_ticks");
    Checks.name(family.getService(), "service");
    Checks.name(family.getArm(), "arm");
    Checks.shortText(family.getRuntime().getVersion(), "runtime.version");
    Checks.shortText(family.getPolicy().getPolicy().getName(), "policy.name");
    Checks.that(
        family.getPolicy().getPolicy().getThresholdsCount() <= MAX_THRESHOLDS,
        "count of policy.thresholds",
        family.getPolicy().getPolicy().getThresholdsCount());
    totals(family);
    if (family.hasOldestReadingAt()) {
      TickDecoder.instant(family.getOldestReadingAt(), "oldest_reading_at");
    }
  }

  private static void totals(Family family) throws Refusal {
    int workers = family.getWorkerCount();
    Checks.that(
        workers >= 0 && workers <= MAX_WORKERS, "worker_count", Integer.toUnsignedString(workers));
    Checks.count(family.getUnreadableWorkerCount(), "unreadable_worker_count");
    Checks.bytes(family.getRssSumBytes(), "rss_sum_bytes");
    Checks.reading(family.getPssSumBytes(), "pss_sum_bytes");
    Checks.bytes(family.getFootprint().getBytes(), "footprint.bytes");
    Checks.bytes(family.getMaster().getRssBytes(), "master.rss_bytes");
    Checks.bytes(family.getMaster().getFileBytes(), "master.file_bytes");
    Checks.duration(family.getCpuTimeDelta(), "cpu_time_delta");
    Checks.count(family.getMinorFaultsDelta(), "minor_faults_delta");
    Checks.count(family.getMajorFaultsDelta(), "major_faults_delta");
  }

  private static void event(LifecycleEvent event, Instant oldest, Instant newest) throws Refusal {
    Checks.count(event.getMasterPid(), "events.master_pid");
    Checks.count(event.getMasterStartTicks(), "events.master_start_ticks");
    Checks.count(event.getPid(), "events.pid");
    Checks.count(event.getStartTicks(), "events.start_ticks");
    Checks.text(event.getDetail(), "events.detail");
    Checks.present(event.hasSeenAt(), "events.seen_at");
    within(event.getSeenAt(), oldest, newest, "events.seen_at");
  }

  static void within(Timestamp at, Instant oldest, Instant newest, String field) throws Refusal {
    Instant instant = TickDecoder.instant(at, field);
    Checks.that(!instant.isBefore(oldest) && !instant.isAfter(newest), field, instant);
  }
}
