package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Merges the partial rows of closed hours and days into one, under {@link PartialKey#COMPACTED}.
 * What arrives late makes a new partial, which readers add and the next pass merges. Rows that
 * ingest is writing are left to the next pass: it never waits for ingest, so the two cannot wait
 * for each other in a circle.
 */
public final class RollupCompaction {

  /** Sketches of this many rows are held in memory at a time. */
  private static final int ROWS_AT_A_TIME = 500;

  private static final Duration CLOSED_AFTER = Duration.ofMinutes(10);
  private static final List<Grain> GRAINS = List.of(Grain.HOUR, Grain.DAY);

  private static final String OPEN_PARTIALS =
      """
      SELECT {columns} FROM {table} WHERE kafka_partition >= 0 AND bucket_at < ?
      ORDER BY bucket_at LIMIT ? FOR UPDATE SKIP LOCKED
      """;

  private final Transactions transactions;

  /** The schema must have been migrated. */
  public RollupCompaction(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  /**
   * Merges whatever is closed at this time.
   *
   * @return how many partial rows were merged; fewer than there are, perhaps none, when another
   *     instance is at it
   * @throws StoreUnavailableException when a later pass may succeed
   */
  public long run(Instant now) {
    long merged = 0;
    for (Grain grain : GRAINS) {
      Instant closedBefore = grain.start(now.minus(CLOSED_AFTER));
      int step;
      do {
        step =
            transactions.inOne(
                "cannot compact roll-ups", connection -> step(connection, grain, closedBefore));
        merged += step;
      } while (step == ROWS_AT_A_TIME);
    }
    return merged;
  }

  private static int step(Connection connection, Grain grain, Instant closedBefore)
      throws SQLException {
    if (!MaintenanceLock.taken(connection)) {
      return 0;
    }
    RollupTable table = new RollupTable(grain);
    List<PartialKey> taken = new ArrayList<>();
    Map<PartialKey, SharingRollup> compacted = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(table.sql(OPEN_PARTIALS))) {
      select.setObject(1, Query.bound(closedBefore));
      select.setInt(2, ROWS_AT_A_TIME);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          PartialKey key = RollupColumns.key(row);
          taken.add(key);
          compacted
              .computeIfAbsent(key.compacted(grain), absent -> SharingRollup.empty())
              .merge(RollupColumns.rollup(row));
        }
      }
    }
    if (!taken.isEmpty()) {
      table.merge(connection, compacted);
      table.delete(connection, taken);
    }
    return taken.size();
  }
}
