package dev.cowbell.api.server.fleet;

import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;
import java.time.Instant;
import java.util.Optional;

/**
 * One master with its workers, as they were at the last stored tick of their host.
 *
 * @param runtimeVersion such as 3.11.7; empty where it is not known
 * @param workerCount workers alive
 * @param unreadableWorkerCount of those, workers the kernel refused to show in detail
 * @param rssSumBytes sum of resident bytes, which counts shared pages again and again
 * @param pssSumBytes sum of proportional set sizes
 * @param oldestReadingAt when the oldest reading in that sum was taken
 * @param footprint what the family costs; absent where it could not be computed
 */
public record Family(
    FamilyId id,
    boolean simulated,
    String className,
    String service,
    String arm,
    RuntimeKind runtimeKind,
    String runtimeVersion,
    Policy policy,
    Instant collectedAt,
    int workerCount,
    int unreadableWorkerCount,
    long rssSumBytes,
    Figure pssSumBytes,
    Optional<Instant> oldestReadingAt,
    Optional<Footprint> footprint) {
  private static final String COLUMNS =
      """
      SELECT host_id, simulated, class_name, service_name, arm_name, master_pid, master_start_ticks,
             runtime_kind, runtime_version, policy_name, policy_enabled, policy_thresholds,
             policy_frozen, policy_reason, collected_at, worker_count, unreadable_worker_count,
             rss_sum_bytes, pss_sum_bytes, pss_sum_reason, oldest_reading_at, footprint_bytes,
             footprint_source, footprint_basis
      FROM api.family_latest
      """;
  private static final String ORDER =
      " ORDER BY host_id, service_name, arm_name, master_pid, master_start_ticks";
  static final String OF_HOST = COLUMNS + "WHERE host_id = ?" + ORDER;
  static final String MATCHING = COLUMNS + "WHERE MATCHING" + ORDER;

  /** What it counts towards. */
  public ServiceOnClass scope() {
    return new ServiceOnClass(service, className);
  }

  static Family read(Row row) {
    RuntimeKind kind = RuntimeKind.forNumber(row.smallNumber("runtime_kind"));
    return new Family(
        FamilyId.read(row),
        row.flag("simulated"),
        row.text("class_name"),
        row.text("service_name"),
        row.text("arm_name"),
        kind == null ? RuntimeKind.RUNTIME_KIND_OTHER : kind,
        row.text("runtime_version"),
        Policy.read(row),
        row.requiredInstant("collected_at"),
        row.smallNumber("worker_count"),
        row.smallNumber("unreadable_worker_count"),
        row.number("rss_sum_bytes"),
        row.figure("pss_sum_bytes", "pss_sum_reason"),
        row.instant("oldest_reading_at"),
        Footprint.read(row));
  }
}
