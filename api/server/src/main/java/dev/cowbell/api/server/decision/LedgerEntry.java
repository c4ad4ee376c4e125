package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.efficiency.Saving;
import java.time.Instant;
import java.util.Optional;

/**
 * What was predicted when a stage began, in bytes per host, and what came true.
 *
 * @param realised absent until hosts have shown it
 */
public record LedgerEntry(
    String treatment,
    String stage,
    Instant predictedAt,
    String basis,
    Saving.Range predicted,
    Optional<Realised> realised) {
  /** What hosts showed against themselves before. */
  public record Realised(Instant at, Saving.Range range, int hosts) {}

  static final String OF_SERVICE =
      """
      SELECT treatment_arm, predicted_stage, predicted_at, predicted_basis, predicted, predicted_low, predicted_high,
             realised_at, realised, realised_low, realised_high, realised_hosts
      FROM api.saving_ledger
      WHERE service_name = ? AND class_name = ?
      ORDER BY predicted_at DESC
      """;

  static LedgerEntry read(Row row) {
    return new LedgerEntry(
        row.text("treatment_arm"),
        row.text("predicted_stage"),
        row.requiredInstant("predicted_at"),
        row.text("predicted_basis"),
        range(row, "predicted"),
        row.instant("realised_at")
            .map(
                at -> new Realised(at, range(row, "realised"), row.smallNumber("realised_hosts"))));
  }

  private static Saving.Range range(Row row, String figure) {
    return new Saving.Range(
        row.fraction(figure), row.fraction(figure + "_low"), row.fraction(figure + "_high"));
  }
}
