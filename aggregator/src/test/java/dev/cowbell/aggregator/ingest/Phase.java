package dev.cowbell.aggregator.ingest;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where in the life of a batch an instance can be stopped, in their order. Before the first of them
 * nothing has happened that anybody else could see.
 */
enum Phase {
  REJECTS_PUBLISHED(""),
  OFFSETS("UPDATE consumer_offset"),
  HOST_TICKS("COPY host_tick"),
  FAMILY_TICKS("COPY family_tick"),
  WORKER_READINGS("COPY worker_reading"),
  EVENTS("COPY lifecycle_event"),
  HOST_DAYS("COPY host_day_open"),
  MINUTES("INSERT INTO rollup_minute"),
  HOURS("INSERT INTO rollup_open"),
  COMMIT(""),
  COMMITTED("");

  private final String statement;

  Phase(String statement) {
    this.statement = statement;
  }

  /** The phase that this statement begins. */
  static Optional<Phase> of(String sql) {
    return Arrays.stream(values())
        .filter(
            phase -> !phase.statement.isEmpty() && sql.stripLeading().startsWith(phase.statement))
        .findFirst();
  }
}
