package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.efficiency.Saving;
import java.time.Instant;
import java.util.Optional;

/**
 * A sum of savings in one measure.
 *
 * @param realised what hosts already on the better arm save; else what the others would
 * @param amount absent where it cannot be said
 * @param basis unit and source of a price, or why there is no amount; empty where memory itself is
 *     meant
 * @param hosts it speaks of
 * @param workerCoverage share of their workers that were read
 * @param tickCoverage share of the ticks expected that arrived
 */
public record Total(
    boolean realised,
    Measure measure,
    Optional<Saving.Range> amount,
    String basis,
    int hosts,
    double workerCoverage,
    double tickCoverage,
    boolean simulated,
    Instant computedAt) {
  /** What is summed. */
  public enum Measure {
    /** Bytes. */
    MEMORY,
    /** Share of the memory of the hosts, 0 to 1. */
    SHARE_OF_MEMORY,
    /** Hosts worth of memory. */
    HOSTS,
    /** Money a month; the basis begins with the currency. */
    MONEY,
    /** Watts. */
    POWER,
    /** Kilograms of CO2e a month. */
    CARBON
  }

  /** Of a service on a class, of a class, or of the fleet: what is empty stands for all. */
  static final String OF =
      """
      SELECT t.realised, m.measure, m.amount, m.low, m.high, m.basis, t.hosts, t.worker_coverage, t.tick_coverage,
             t.simulated, t.computed_at
      FROM api.savings_total t
      CROSS JOIN LATERAL (VALUES
        (1, 'MEMORY', t.footprint, t.footprint_low, t.footprint_high, ''),
        (2, 'SHARE_OF_MEMORY', t.footprint / nullif(t.memory_bytes, 0), t.footprint_low / nullif(t.memory_bytes, 0),
         t.footprint_high / nullif(t.memory_bytes, 0), ''),
        (3, 'HOSTS', t.hosts_freed, t.hosts_freed_low, t.hosts_freed_high, ''),
        (4, 'MONEY', t.money, t.money_low, t.money_high, t.money_basis),
        (5, 'POWER', t.watts, t.watts_low, t.watts_high, t.watts_basis),
        (6, 'CARBON', t.carbon_kg, t.carbon_low, t.carbon_high, t.carbon_basis)) AS m (place, measure, amount, low, high, basis)
      WHERE coalesce(t.service_name, '') = ? AND coalesce(t.class_name, '') = ?
      ORDER BY m.place, t.realised DESC
      """;

  static Total read(Row row) {
    return new Total(
        row.flag("realised"),
        Measure.valueOf(row.text("measure")),
        row.isNull("amount")
            ? Optional.empty()
            : Optional.of(
                new Saving.Range(
                    row.fraction("amount"), row.fraction("low"), row.fraction("high"))),
        row.text("basis"),
        row.smallNumber("hosts"),
        row.fraction("worker_coverage"),
        row.fraction("tick_coverage"),
        row.flag("simulated"),
        row.requiredInstant("computed_at"));
  }

  /** Unit of money, such as EUR: the basis says it before its source. */
  public String currency() {
    return basis.split("[ :]", 2)[0];
  }
}
