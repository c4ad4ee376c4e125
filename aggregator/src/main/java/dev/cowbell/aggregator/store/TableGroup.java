package dev.cowbell.aggregator.store;

import java.util.List;

/** Tables whose rows are kept equally long. */
public enum TableGroup {
  /** Rows of ticks, for days: what is older is rejected at the door, too. */
  RAW,
  /** Roll-ups by minute and what guardrails look back on, for weeks. */
  MINUTE,
  /** Roll-ups by hour and day and host-days, for years. */
  ROLLUP;

  /** A table and the column that says how old a row is. */
  record Timed(String table, String column) {}

  List<Timed> tables() {
    return switch (this) {
      case RAW ->
          List.of(
              new Timed("host_tick", "collected_at"),
              new Timed("family_tick", "collected_at"),
              new Timed("worker_reading", "collected_at"),
              new Timed("lifecycle_event", "seen_at"));
      case MINUTE ->
          List.of(
              new Timed("rollup_minute", "bucket_at"),
              new Timed("reload", "seen_at"),
              new Timed("guardrail_observation", "ended_at"),
              new Timed("vitals_day", "day_at"));
      case ROLLUP ->
          List.of(
              new Timed("rollup_hour", "bucket_at"),
              new Timed("rollup_day", "bucket_at"),
              new Timed("host_day", "day_at"),
              new Timed("host_day_footprint", "day_at"),
              new Timed("host_day_arm", "day_at"),
              new Timed("class_day", "day_at"),
              new Timed("class_day_arm", "day_at"));
    };
  }
}
