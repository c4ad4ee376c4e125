package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.efficiency.Saving;

/**
 * What an arm saves against the control with each arm at its own mix of worker ages: what the fleet
 * pays, where figures at equal age show the mechanism. Bytes per worker.
 *
 * @param departures hosts that were left out of the comparison, and why; empty for none
 */
public record OwnMix(
    String control,
    String treatment,
    Saving.Range lossAvoided,
    Saving.Range growthAdded,
    Saving.Range footprintAvoided,
    String departures) {
  static final String OF_SERVICE =
      """
      SELECT control_arm, treatment_arm, own_loss_avoided, own_loss_avoided_low, own_loss_avoided_high,
             own_growth_added, own_growth_added_low, own_growth_added_high,
             own_footprint_avoided, own_footprint_avoided_low, own_footprint_avoided_high,
             coalesce(departures, '') AS departures
      FROM api.savings
      WHERE service_name = ? AND class_name = ? AND own_loss_avoided IS NOT NULL AND own_growth_added IS NOT NULL
        AND own_footprint_avoided IS NOT NULL
      ORDER BY treatment_arm
      """;

  static OwnMix read(Row row) {
    return new OwnMix(
        row.text("control_arm"),
        row.text("treatment_arm"),
        range(row, "own_loss_avoided"),
        range(row, "own_growth_added"),
        range(row, "own_footprint_avoided"),
        row.text("departures"));
  }

  private static Saving.Range range(Row row, String figure) {
    return new Saving.Range(
        row.fraction(figure), row.fraction(figure + "_low"), row.fraction(figure + "_high"));
  }
}
