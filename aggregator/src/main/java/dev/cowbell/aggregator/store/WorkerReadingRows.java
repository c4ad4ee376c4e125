package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FullReading;
import dev.cowbell.api.contract.v1.Inherited;
import dev.cowbell.api.contract.v1.Rollup;
import dev.cowbell.api.contract.v1.Sharing;
import dev.cowbell.api.contract.v1.SharingFigures;
import dev.cowbell.api.contract.v1.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

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
        for (Family family : tick.message().getFamiliesList()) {
          for (Worker worker : family.getWorkersList()) {
            row(copy, tick, family, worker, keys);
          }
        }
      }
      copy.finish();
    }
  }

  private static void row(
      BinaryCopy copy, AcceptedTick tick, Family family, Worker worker, TickKeys keys)
      throws SQLException {
    FullReading full = worker.getMemory().getFull();
    copy.row()
        .timestamp(tick.collectedAt())
        .timestamp(readAt(full, tick.collectedAt()))
        .int4(keys.host(tick))
        .int8(family.getMasterPid())
        .int8(family.getMasterStartTicks())
        .int4(keys.service(family))
        .int4(keys.arm(family))
        .int4(keys.hardwareClass(tick))
        .int8(worker.getPid())
        .int8(worker.getStartTicks())
        .float4(ReadingColumns.seconds(worker.getAge()))
        .int8(worker.getMemory().getRssBytes());
    full(copy, full);
    inherited(copy, worker.getInherited());
    sharing(copy, worker.getSharing());
    copy.int8(worker.getMinorFaults())
        .int8(worker.getMajorFaults())
        .int8(ReadingColumns.micros(worker.getCpuTime()));
    ReadingColumns.valueAndReason(copy, worker.getFullCollections());
  }

  private static Instant readAt(FullReading full, Instant collectedAt) {
    return full.hasTakenAt() ? ReadingColumns.instant(full.getTakenAt()) : collectedAt;
  }

  private static void full(BinaryCopy copy, FullReading full) {
    if (full.hasRollup()) {
      Rollup rollup = full.getRollup();
      copy.int8(rollup.getPssBytes())
          .int8(rollup.getUssBytes())
          .int8(rollup.getAnonymousBytes())
          .absent();
    } else {
      copy.absent().absent().absent().int2(full.getUnavailable().getReasonValue());
    }
  }

  private static void inherited(BinaryCopy copy, Inherited inherited) {
    if (inherited.getBytes().hasBytes()) {
      copy.int8(inherited.getBytes().getBytes()).int2(inherited.getBasisValue()).absent();
    } else {
      copy.absent().absent().int2(inherited.getBytes().getUnavailable().getReasonValue());
    }
  }

  private static void sharing(BinaryCopy copy, Sharing sharing) {
    if (sharing.hasFigures()) {
      SharingFigures figures = sharing.getFigures();
      copy.int8(figures.getStillSharedBytes())
          .int8(figures.getSharingLossBytes())
          .int8(figures.getPrivateGrowthBytes())
          .int2(figures.getBasisValue())
          .absent();
    } else {
      copy.absent().absent().absent().absent().int2(sharing.getUnavailable().getReasonValue());
    }
  }
}
