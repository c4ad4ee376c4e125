package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.efficiency.Saving;
import java.time.Instant;
import java.util.Optional;

/**
 * What was predicted when a policy was first advised, in bytes of footprint avoided per worker, and
 * what came true.
 *
 * @param workers that the prediction speaks of
 * @param realised absent until a host went over
 */
public record LedgerEntry(
    String control,
    String treatment,
    Instant advisedAt,
    Saving.Range predicted,
    double workers,
    Optional<Realised> realised) {
  /** The control's footprint then less the treatment's on the last whole day. */
  public record Realised(Instant at, Saving.Range range, double workers) {}

  static final String OF_SERVICE =
      """
      SELECT control_arm, treatment_arm, advised_at, predicted, predicted_low, predicted_high, predicted_workers,
             realised_at, realised, realised_low, realised_high, realised_workers
      FROM api.savings_ledger
      WHERE service_name = ? AND class_name = ?
      ORDER BY advised_at DESC
      """;

  static LedgerEntry read(Row row) {
    return new LedgerEntry(
        row.text("control_arm"),
        row.text("treatment_arm"),
        row.requiredInstant("advised_at"),
        range(row, "predicted"),
        row.fraction("predicted_workers"),
        row.instant("realised_at")
            .map(at -> new Realised(at, range(row, "realised"), row.fraction("realised_workers"))));
  }

  private static Saving.Range range(Row row, String figure) {
    return new Saving.Range(
        row.fraction(figure), row.fraction(figure + "_low"), row.fraction(figure + "_high"));
  }
}
