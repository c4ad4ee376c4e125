package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Drops what is older than it is to be kept: whole chunks of hypertables, ranges of plain tables.
 * Before anything goes it is written down up to when, so that a backfill never takes a time whose
 * raw rows are gone for one in which nothing was measured.
 */
public final class Retention {

  /** Bounds how long a transaction holds locks and how much of the log it writes. */
  private static final int ROWS_AT_A_TIME = 50_000;

  /** What clocks and the age limit at the door may differ by. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final String HAS_HYPERTABLES =
      "SELECT to_regclass('timescaledb_information.hypertables') IS NOT NULL";

  private static final String IS_HYPERTABLE =
      "SELECT EXISTS (SELECT FROM timescaledb_information.hypertables WHERE hypertable_name = ?)";

  private static final String DROP_CHUNKS =
      "SELECT count(*) FROM drop_chunks(?::regclass, ?::timestamptz)";

  private static final String MARK =
      """
      INSERT INTO retention_mark AS m (table_group, dropped_before) VALUES (?, ?)
      ON CONFLICT (table_group) DO UPDATE SET dropped_before = greatest(m.dropped_before, excluded.dropped_before)
      """;

  private final Transactions transactions;
  private final Map<TableGroup, Duration> kept;

  /** The schema must have been migrated; groups that are not named are kept for ever. */
  public Retention(DataSource dataSource, Map<TableGroup, Duration> kept) {
    this.transactions = new Transactions(dataSource);
    this.kept = Map.copyOf(kept);
  }

  /**
   * Drops what has grown too old at this time.
   *
   * @return chunks and rows that were dropped, none when another instance is at it
   * @throws StoreUnavailableException when a later pass may succeed
   */
  public Dropped run(Instant now) {
    Dropped dropped = Dropped.NOTHING;
    for (var entry : kept.entrySet()) {
      Instant before = now.minus(entry.getValue()).minus(MARGIN);
      if (transactions.inOne("cannot mark retention", c -> marked(c, entry.getKey(), before))) {
        for (TableGroup.Timed timed : entry.getKey().tables()) {
          dropped = dropped.plus(drop(timed, before));
        }
      }
    }
    return dropped;
  }

  private Dropped drop(TableGroup.Timed timed, Instant before) {
    Dropped all = Dropped.NOTHING;
    Dropped step;
    do {
      step = transactions.inOne("cannot drop old rows", c -> step(c, timed, before));
      all = all.plus(step);
    } while (step.rows() == ROWS_AT_A_TIME);
    return all;
  }

  private static boolean marked(Connection connection, TableGroup group, Instant before)
      throws SQLException {
    if (!MaintenanceLock.taken(connection)) {
      return false;
    }
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      mark.setString(1, group.name());
      mark.setObject(2, Query.bound(before));
      mark.executeUpdate();
    }
    return true;
  }

  private static Dropped step(Connection connection, TableGroup.Timed timed, Instant before)
      throws SQLException {
    if (!MaintenanceLock.taken(connection)) {
      return Dropped.NOTHING;
    }
    if (isHypertable(connection, timed.table())) {
      try (PreparedStatement drop = connection.prepareStatement(DROP_CHUNKS)) {
        drop.setString(1, timed.table());
        drop.setObject(2, Query.bound(before));
        try (ResultSet chunks = drop.executeQuery()) {
          chunks.next();
          return new Dropped(chunks.getLong(1), 0);
        }
      }
    }
    String sql =
        """
        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s < ? LIMIT %3$d))
        """
            .formatted(timed.table(), timed.column(), ROWS_AT_A_TIME);
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, Query.bound(before));
      return new Dropped(0, delete.executeUpdate());
    }
  }

  private static boolean isHypertable(Connection connection, String table) throws SQLException {
    try (PreparedStatement extension = connection.prepareStatement(HAS_HYPERTABLES);
        ResultSet found = extension.executeQuery()) {
      found.next();
      if (!found.getBoolean(1)) {
        return false;
      }
    }
    try (PreparedStatement select = connection.prepareStatement(IS_HYPERTABLE)) {
      select.setString(1, table);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getBoolean(1);
      }
    }
  }

  /** How much went. */
  public record Dropped(long chunks, long rows) {

    static final Dropped NOTHING = new Dropped(0, 0);

    Dropped plus(Dropped other) {
      return new Dropped(chunks + other.chunks, rows + other.rows);
    }
  }
}
