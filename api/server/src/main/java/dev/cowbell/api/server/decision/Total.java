package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A sum of savings over the fleet.
 *
 * @param part REALISED or REMAINING
 * @param measure such as BYTES, HOSTS or MONEY_PER_MONTH
 * @param unavailable why there is none; absent where there is one
 * @param coverage share of the hosts it speaks of that it rests on
 */
public record Total(
    String part,
    String measure,
    String unit,
    double estimate,
    double low,
    double high,
    Optional<String> unavailable,
    int hosts,
    double coverage,
    String basis,
    boolean simulated,
    Instant computedAt) {
  static final String OF_FLEET =
      """
      SELECT part, measure, unit, estimate, low, high, unavailable, hosts, coverage, basis, simulated, computed_at
      FROM api.saving_total
      WHERE scope = 'FLEET'
      ORDER BY part, measure
      """;

  static Total read(Row row) {
    return new Total(
        row.text("part"),
        row.text("measure"),
        row.text("unit"),
        row.fraction("estimate"),
        row.fraction("low"),
        row.fraction("high"),
        row.optionalText("unavailable"),
        row.smallNumber("hosts"),
        row.fraction("coverage"),
        row.text("basis"),
        row.flag("simulated"),
        row.requiredInstant("computed_at"));
  }
}
