package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Where rollouts find what was seen of hosts, and are kept until they are published. */
public final class RolloutStore {

  /** Any number, as long as it is always the same: "outbox" in ASCII. */
  private static final long OUTBOX_KEY = 0x6f7574626f78L;

  private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(?)";
  private static final int MOST_AT_ONCE = 500;

  private final Transactions transactions;

  /** The schema must have been migrated. */
  public RolloutStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  /**
   * One pass in one transaction; of several instances one makes it at a time, the others wait.
   *
   * @throws StoreUnavailableException when a later pass may succeed
   */
  public void pass(Consumer<RolloutDesk> work) {
    transactions.inOne(
        "cannot advance rollouts",
        connection -> {
          PublishLock.take(connection);
          RolloutDesk desk = new RolloutDesk(connection);
          work.accept(desk);
          desk.close();
          return true;
        });
  }

  /**
   * Hands over what is to be published, in order, and forgets it when {@code publish} returns:
   * after a crash in between it is handed over again.
   *
   * @return how many changes were published; none when another instance is at it
   */
  public int publish(Consumer<List<ToPublish>> publish) {
    int all = 0;
    int some;
    do {
      some = transactions.inOne("cannot publish advice", c -> publishSome(c, publish));
      all += some;
    } while (some == MOST_AT_ONCE);
    return all;
  }

  private static int publishSome(Connection connection, Consumer<List<ToPublish>> publish)
      throws SQLException {
    if (!locked(connection)) {
      return 0;
    }
    List<ToPublish> next = Outbox.next(connection, MOST_AT_ONCE);
    if (!next.isEmpty()) {
      publish.accept(next);
      Outbox.done(connection, next.getLast().number());
    }
    return next.size();
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
      lock.setLong(1, OUTBOX_KEY);
      try (ResultSet found = lock.executeQuery()) {
        found.next();
        return found.getBoolean(1);
      }
    }
  }
}
