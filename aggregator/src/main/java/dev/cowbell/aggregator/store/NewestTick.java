package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What time it is for decisions: that of the newest tick. A fleet whose ticks come late, or faster
 * than real, is judged by its own time.
 */
final class NewestTick {

  private static final String SELECT = "SELECT max(newest_at) FROM consumer_offset";

  private NewestTick() {}

  /** 1970 where there is none. */
  static Instant of(Connection connection) {
    return new Query(SELECT)
        .read(
            connection,
            row -> {
              OffsetDateTime newest = row.getObject(1, OffsetDateTime.class);
              return newest == null ? Instant.EPOCH : newest.toInstant();
            })
        .getFirst();
  }
}
