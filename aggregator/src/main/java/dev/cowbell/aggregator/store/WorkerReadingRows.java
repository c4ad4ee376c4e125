package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.wire.WorkerReading;
import dev.cowbell.api.contract.v1.Family;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of {@code worker_reading}. */
final class WorkerReadingRows {

  private static final String COPY =
      """
      COPY worker_reading (collected_at, read_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key,
        pid, start_ticks, age_seconds, rss_bytes, pss_bytes, uss_bytes, anonymous_bytes, full_reason,
        inherited_bytes, inherited_basis, inherited_reason,
        still_shared_bytes, sharing_loss_bytes, private_growth_bytes, sharing_basis, sharing_reason,
        minor_faults, major_faults, cpu_micros, full_collections, full_collections_reason)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 29;

  private WorkerReadingRows() {}

  static void write(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      for (AcceptedTick tick : batch.ticks().toList()) {
        long collectedAt = BinaryCopy.micros(tick.collectedAt());
        int host = keys.host(tick);
        int hardwareClass = keys.hardwareClass(tick);
        for (int i = 0; i < tick.message().getFamiliesCount(); i++) {
          Family family = tick.message().getFamilies(i);
          int service = keys.service(family);
          int arm = keys.arm(family);
          for (WorkerReading worker : tick.workers(i)) {
            copy.row()
                .int8(collectedAt)
                .int8(readAt(worker, collectedAt))
                .int4(host)
                .int8(family.getMasterPid())
                .int8(family.getMasterStartTicks())
                .int4(service)
                .int4(arm)
                .int4(hardwareClass);
            row(copy, worker);
          }
        }
      }
      copy.finish();
    }
  }

  private static void row(BinaryCopy copy, WorkerReading worker) {
    copy.int8(worker.pid())
        .int8(worker.startTicks())
        .float4(worker.ageSeconds() + worker.ageNanos() / 1e9)
        .int8(worker.rssBytes());
    full(copy, worker);
    inherited(copy, worker);
    sharing(copy, worker);
    copy.int8(worker.minorFaults())
        .int8(worker.majorFaults())
        .int8(worker.cpuSeconds() * 1_000_000 + worker.cpuNanos() / 1_000);
    if (worker.hasFullCollections()) {
      copy.int8(worker.fullCollections()).absent();
    } else {
      copy.absent().int2(worker.fullCollectionsReason());
    }
  }

  private static long readAt(WorkerReading worker, long collectedAt) {
    return worker.hasTakenAt()
        ? BinaryCopy.micros(worker.takenAtSeconds(), worker.takenAtNanos())
        : collectedAt;
  }

  private static void full(BinaryCopy copy, WorkerReading worker) {
    if (worker.hasFull()) {
      copy.int8(worker.pssBytes()).int8(worker.ussBytes()).int8(worker.anonymousBytes()).absent();
    } else {
      copy.absent().absent().absent().int2(worker.fullReason());
    }
  }

  private static void inherited(BinaryCopy copy, WorkerReading worker) {
    if (worker.hasInherited()) {
      copy.int8(worker.inheritedBytes()).int2(worker.inheritedBasis()).absent();
    } else {
      copy.absent().absent().int2(worker.inheritedReason());
    }
  }

  private static void sharing(BinaryCopy copy, WorkerReading worker) {
    if (worker.hasFigures()) {
      copy.int8(worker.stillSharedBytes())
          .int8(worker.sharingLossBytes())
          .int8(worker.privateGrowthBytes())
          .int2(worker.sharingBasis())
          .absent();
    } else {
      copy.absent().absent().absent().absent().int2(worker.sharingReason());
    }
  }
}
