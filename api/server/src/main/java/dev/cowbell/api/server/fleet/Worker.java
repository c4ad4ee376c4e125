package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;
import java.time.Instant;

/**
 * One worker at its last full reading.
 *
 * @param arm the arm of its family
 * @param readAt when it was read
 * @param ageSeconds its age at that moment
 * @param fullCollections full collections since its birth
 */
public record Worker(
    FamilyId family,
    String arm,
    int pid,
    long startTicks,
    Instant readAt,
    double ageSeconds,
    long rssBytes,
    Figure pssBytes,
    Figure inheritedBytes,
    Sharing sharing,
    Figure fullCollections) {
  private static final String COLUMNS =
      """
      SELECT host_id, arm_name, master_pid, master_start_ticks, pid, start_ticks, read_at,
             age_seconds, rss_bytes, pss_bytes, full_reason, inherited_bytes, inherited_basis,
             inherited_reason, still_shared_bytes, sharing_loss_bytes, private_growth_bytes,
             sharing_basis, sharing_reason, full_collections, full_collections_reason
      FROM api.worker_latest
      """;
  private static final String ORDER = " ORDER BY host_id, master_pid, pid, start_ticks";
  static final String OF_HOST = COLUMNS + "WHERE host_id = ?" + ORDER;

  static Worker read(Row row) {
    return new Worker(
        FamilyId.read(row),
        row.text("arm_name"),
        row.smallNumber("pid"),
        row.number("start_ticks"),
        row.requiredInstant("read_at"),
        row.fraction("age_seconds"),
        row.number("rss_bytes"),
        row.figure("pss_bytes", "full_reason"),
        row.figure("inherited_bytes", "inherited_reason"),
        Sharing.read(row),
        row.figure("full_collections", "full_collections_reason"));
  }
}
