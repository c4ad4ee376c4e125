package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A move of a stage.
 *
 * @param because why, a sentence each
 * @param treatedHosts hosts that had the change
 * @param unjudged guardrails that could not be judged for want of a figure
 * @param operator who asked for it; absent where nobody did
 */
public record StageMove(
    Instant at,
    String treatment,
    String before,
    String after,
    List<String> because,
    int treatedHosts,
    int hosts,
    int reloads,
    int cleanReloads,
    List<String> unjudged,
    Optional<String> operator) {
  static final String OF_GENERATION =
      """
      SELECT decided_at, treatment_arm, before_stage, after_stage, because, treated_hosts, hosts, reloads,
             clean_reloads, unjudged, operator
      FROM api.stage_decision
      WHERE service_name = ? AND generation = ?
      ORDER BY decided_at DESC
      LIMIT ?
      """;

  static StageMove read(Row row) {
    return new StageMove(
        row.requiredInstant("decided_at"),
        row.text("treatment_arm"),
        row.text("before_stage"),
        row.text("after_stage"),
        row.texts("because"),
        row.smallNumber("treated_hosts"),
        row.smallNumber("hosts"),
        row.smallNumber("reloads"),
        row.smallNumber("clean_reloads"),
        row.texts("unjudged"),
        row.optionalText("operator"));
  }
}
