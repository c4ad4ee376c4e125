package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.FootprintReading;
import dev.cowbell.api.contract.v1.Policy;
import dev.cowbell.api.contract.v1.PolicyReading;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of {@code family_tick}. */
final class FamilyTickRows {

  private static final String COPY =
      """
      COPY family_tick (collected_at, host_key, master_pid, master_start_ticks, service_key, arm_key, class_key,
        runtime_kind, runtime_version, policy_name, policy_enabled, policy_thresholds, policy_frozen, policy_reason,
        worker_count, unreadable_worker_count, rss_sum_bytes, pss_sum_bytes, pss_sum_reason, oldest_reading_at,
        footprint_bytes, footprint_source, footprint_basis, master_anonymous_bytes,
        cpu_micros_delta, minor_faults_delta, major_faults_delta)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 27;

  private FamilyTickRows() {}

  static void write(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      for (AcceptedTick tick : batch.ticks().toList()) {
        for (Family family : tick.message().getFamiliesList()) {
          row(copy, tick, family, keys);
        }
      }
      copy.finish();
    }
  }

  private static void row(BinaryCopy copy, AcceptedTick tick, Family family, TickKeys keys)
      throws SQLException {
    copy.row()
        .timestamp(tick.collectedAt())
        .int4(keys.host(tick))
        .int8(family.getMasterPid())
        .int8(family.getMasterStartTicks())
        .int4(keys.service(family))
        .int4(keys.arm(family))
        .int4(keys.hardwareClass(tick))
        .int2(family.getRuntime().getKindValue())
        .text(family.getRuntime().getVersion());
    policy(copy, family.getPolicy());
    copy.int4(family.getWorkerCount())
        .int4(family.getUnreadableWorkerCount())
        .int8(family.getRssSumBytes());
    pss(copy, family);
    footprint(copy, family);
    copy.int8(family.getMaster().getRssBytes() - family.getMaster().getFileBytes())
        .int8(ReadingColumns.micros(family.getCpuTimeDelta()))
        .int8(family.getMinorFaultsDelta())
        .int8(family.getMajorFaultsDelta());
  }

  private static void policy(BinaryCopy copy, PolicyReading reading) {
    if (reading.hasPolicy()) {
      Policy policy = reading.getPolicy();
      copy.text(policy.getName())
          .bool(policy.getEnabled())
          .int4Array(policy.getThresholdsList())
          .bool(policy.getFrozen())
          .absent();
    } else {
      copy.absent().absent().absent().absent().int2(reading.getUnavailable().getReasonValue());
    }
  }

  private static void pss(BinaryCopy copy, Family family) {
    ReadingColumns.valueAndReason(copy, family.getPssSumBytes());
    if (family.hasOldestReadingAt()) {
      copy.timestamp(ReadingColumns.instant(family.getOldestReadingAt()));
    } else {
      copy.absent();
    }
  }

  private static void footprint(BinaryCopy copy, Family family) {
    if (family.hasFootprint()) {
      FootprintReading footprint = family.getFootprint();
      copy.int8(footprint.getBytes())
          .int2(footprint.getSourceValue())
          .int2(footprint.getBasisValue());
    } else {
      copy.absent().absent().absent();
    }
  }
}
