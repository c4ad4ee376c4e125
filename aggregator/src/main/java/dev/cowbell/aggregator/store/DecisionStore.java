package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;

/** Where decisions find their evidence and are kept. */
public final class DecisionStore {

  /** Any number, as long as it is always the same: "cowbell" in ASCII. */
  private static final long LOCK_KEY = 0x636f7762656c6cL;

  private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(?)";

  private final Transactions transactions;

  /** The schema must have been migrated. */
  public DecisionStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  /**
   * Makes one pass in one transaction: reads evidence, decides, replaces what was decided before.
   *
   * @return false when another instance is at it; nothing was done then
   * @throws StoreUnavailableException when a later pass may succeed
   */
  public boolean pass(Instant since, Instant now, Function<DecisionEvidence, Decisions> decide) {
    return transactions.inOne(
        "cannot decide",
        connection -> {
          if (!locked(connection)) {
            return false;
          }
          Decisions decisions = decide.apply(new StoredEvidence(connection, since, now));
          SavingsRows.replace(connection, decisions.savings(), now);
          PublishLock.take(connection);
          RecommendationRows.replace(connection, decisions.recommendations(), now);
          Outbox.fill(connection);
          return true;
        });
  }

  /** The time of the newest tick, 1970 before the first: what decisions take for now. */
  public Instant newestTick() {
    return transactions.inOne("cannot read the time of ticks", NewestTick::of);
  }

  static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
      lock.setLong(1, LOCK_KEY);
      try (ResultSet found = lock.executeQuery()) {
        found.next();
        return found.getBoolean(1);
      }
    }
  }
}
