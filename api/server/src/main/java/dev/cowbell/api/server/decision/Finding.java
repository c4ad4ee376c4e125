package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One figure of one comparison by host: an effect, treatment less control, or what is missing for
 * one.
 *
 * @param figure such as SHARING_LOSS
 * @param estimand EQUAL_AGE, the mechanism, or OWN_AGE_MIX, what the fleet pays
 * @param design PAIRED, BEFORE_AFTER or OBSERVATIONAL
 * @param lack why it decides nothing yet; absent where the interval decides
 * @param needed what is still needed
 * @param departures hosts that left the sample, and why
 */
public record Finding(
    String treatment,
    String control,
    String figure,
    String estimand,
    String design,
    String unit,
    Optional<Effect> effect,
    int controlHosts,
    int treatmentHosts,
    Optional<String> lack,
    Optional<String> needed,
    List<String> departures,
    boolean isFinal,
    Instant computedAt) {
  /** An effect with its interval, and how that was found. */
  public record Effect(double estimate, double low, double high, String method) {}

  static final String OF_SERVICE =
      """
      SELECT treatment_arm, control_arm, figure, estimand, design, unit, estimate, low, high, method, control_hosts,
             treatment_hosts, lack, needed, departures, final, computed_at
      FROM api.saving_figure
      WHERE service_name = ? AND class_name = ?
      ORDER BY treatment_arm, figure, estimand
      """;

  static Finding read(Row row) {
    return new Finding(
        row.text("treatment_arm"),
        row.text("control_arm"),
        row.text("figure"),
        row.text("estimand"),
        row.text("design"),
        row.text("unit"),
        row.isNull("estimate")
            ? Optional.empty()
            : Optional.of(
                new Effect(
                    row.fraction("estimate"),
                    row.fraction("low"),
                    row.fraction("high"),
                    row.text("method"))),
        row.smallNumber("control_hosts"),
        row.smallNumber("treatment_hosts"),
        row.optionalText("lack"),
        row.optionalText("needed"),
        row.texts("departures"),
        row.flag("final"),
        row.requiredInstant("computed_at"));
  }
}
