package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;

/**
 * Two hosts that a plan sets against each other.
 *
 * @param followed whether hosts follow the plan, which makes it an experiment
 */
public record HostPair(
    int number, String controlHost, String treatmentHost, Instant proposedAt, boolean followed) {
  static final String OF_SERVICE =
      """
      SELECT pair_number, control_host, treatment_host, proposed_at, assigned_day IS NOT NULL AS followed
      FROM api.experiment
      WHERE service_name = ? AND class_name = ?
      ORDER BY pair_number
      """;

  static HostPair read(Row row) {
    return new HostPair(
        row.smallNumber("pair_number"),
        row.text("control_host"),
        row.text("treatment_host"),
        row.requiredInstant("proposed_at"),
        row.flag("followed"));
  }
}
