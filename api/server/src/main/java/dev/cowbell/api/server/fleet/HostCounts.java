package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * How many hosts there are.
 *
 * @param silent whose last tick is older than was asked
 * @param newestTick of all of them; absent before the first
 */
public record HostCounts(int all, int silent, int simulated, Optional<Instant> newestTick) {
  static final String SINCE =
      """
      SELECT count(*) AS everyone, count(*) FILTER (WHERE last_tick_at < ?) AS silent,
             count(*) FILTER (WHERE simulated) AS simulated, max(last_tick_at) AS newest_at
      FROM api.host
      """;

  static HostCounts read(Row row) {
    return new HostCounts(
        row.smallNumber("everyone"),
        row.smallNumber("silent"),
        row.smallNumber("simulated"),
        row.instant("newest_at"));
  }
}
