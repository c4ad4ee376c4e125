package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Takes the partial rows of closed hours out of {@code rollup_open} and adds them to their hour,
 * their day and the whole, under {@link PartialKey#COMPACTED}: those hold exactly what has been
 * compacted. What arrives late makes a new partial, which readers add and the next pass merges.
 * Rows that ingest is writing are left to the next pass: it never waits for ingest, so the two
 * cannot wait for each other in a circle.
 */
public final class RollupCompaction {

  /** Sketches of this many rows are held in memory at a time. */
  private static final int ROWS_AT_A_TIME = 500;

  private static final Duration CLOSED_AFTER = Duration.ofMinutes(10);
  private static final List<Grain> COMPACTED = List.of(Grain.HOUR, Grain.DAY, Grain.WHOLE);

  /**
   * Walks along the key, so that partitions of one hour come together and nothing is seen twice.
   */
  private static final String OPEN_PARTIALS =
      """
      SELECT {columns} FROM {table}
      WHERE bucket_at < ?
        AND (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition) > (?, ?, ?, ?, ?, ?)
      ORDER BY service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition
      LIMIT ? FOR UPDATE SKIP LOCKED
      """;

  private static final PartialKey BEFORE_ALL = new PartialKey(0, 0, 0, Instant.EPOCH, 0, 0);

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
    Instant closedBefore = Grain.HOUR.start(now.minus(CLOSED_AFTER));
    long merged = 0;
    PartialKey last = BEFORE_ALL;
    int step;
    do {
      PartialKey after = last;
      List<PartialKey> taken =
          transactions.inOne("cannot compact roll-ups", c -> step(c, closedBefore, after));
      step = taken.size();
      merged += step;
      last = taken.isEmpty() ? after : taken.getLast();
    } while (step == ROWS_AT_A_TIME);
    return merged;
  }

  private static List<PartialKey> step(
      Connection connection, Instant closedBefore, PartialKey after) throws SQLException {
    if (!MaintenanceLock.taken(connection)) {
      return List.of();
    }
    RollupTable open = RollupTable.open();
    Map<PartialKey, SharingRollup> taken = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(open.sql(OPEN_PARTIALS))) {
      select.setObject(1, Query.bound(closedBefore));
      select.setInt(2, after.serviceKey());
      select.setInt(3, after.classKey());
      select.setInt(4, after.armKey());
      select.setObject(5, Query.bound(after.bucketAt()));
      select.setInt(6, after.ageBucket());
      select.setInt(7, after.partition());
      select.setInt(8, ROWS_AT_A_TIME);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taken.put(RollupColumns.key(row), RollupColumns.rollup(row));
        }
      }
    }
    if (!taken.isEmpty()) {
      for (Grain grain : COMPACTED) {
        RollupTable.compacted(grain).merge(connection, compacted(taken, grain));
      }
      open.delete(connection, List.copyOf(taken.keySet()));
    }
    return List.copyOf(taken.keySet());
  }

  private static Map<PartialKey, SharingRollup> compacted(
      Map<PartialKey, SharingRollup> partials, Grain grain) {
    Map<PartialKey, SharingRollup> compacted = new HashMap<>();
    partials.forEach(
        (key, partial) ->
            compacted
                .computeIfAbsent(key.compacted(grain), absent -> SharingRollup.empty())
                .merge(partial));
    return compacted;
  }
}
