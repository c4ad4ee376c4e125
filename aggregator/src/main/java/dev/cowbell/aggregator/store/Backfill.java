package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Rebuilds roll-ups from raw rows: minutes and hours from readings, days from hours, the whole from
 * days, host-days from readings. One hour or day at a time is replaced in one transaction, during
 * which ingest waits; what it writes afterwards is added as ever.
 */
public final class Backfill {

  private static final String RAW_DROPPED_BEFORE =
      "SELECT dropped_before FROM retention_mark WHERE table_group = 'RAW'";

  /** Waits for the batch that is being written, and holds the next one: its first act is here. */
  private static final String HOLD_INGEST = "LOCK TABLE consumer_offset IN SHARE MODE";

  private final Transactions transactions;

  /** The schema must have been migrated. */
  public Backfill(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  /** Of the database at this JDBC URL; empty user or password are left to the URL. */
  public static Backfill of(String url, String user, String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    if (!user.isEmpty()) {
      dataSource.setUser(user);
    }
    if (!password.isEmpty()) {
      dataSource.setPassword(password);
    }
    return new Backfill(dataSource);
  }

  /** What was rebuilt; host-days only where the raw rows of the whole day are still there. */
  public record Done(int hours, int days, int hostDays) {}

  /**
   * Rebuilds all hours and days that the range touches.
   *
   * @throws IllegalArgumentException when raw rows of the range have been dropped; nothing is
   *     changed then
   * @throws StoreUnavailableException when the database is away; what is done is done, and the same
   *     call may be made again
   */
  public Done run(Instant from, Instant to) {
    Optional<Instant> droppedBefore = transactions.inOne("cannot read", Backfill::droppedBefore);
    Instant firstHour = Grain.HOUR.start(from);
    droppedBefore.filter(firstHour::isBefore).ifPresent(Backfill::refuse);
    int hours = 0;
    for (Instant at = firstHour; at.isBefore(to); at = at.plus(Grain.HOUR.length())) {
      Instant hour = at;
      rebuild(connection -> HourRebuild.of(connection, hour));
      hours++;
    }
    int days = 0;
    int hostDays = 0;
    for (Instant at = Grain.DAY.start(from); at.isBefore(to); at = at.plus(Grain.DAY.length())) {
      Instant day = at;
      rebuild(connection -> DayRebuild.ofHours(connection, day));
      days++;
      if (droppedBefore.filter(day::isBefore).isEmpty()) {
        rebuild(connection -> DayRebuild.ofHosts(connection, day));
        hostDays++;
      }
    }
    rebuild(WholeRebuild::ofDays);
    return new Done(hours, days, hostDays);
  }

  private interface Step {
    void on(Connection connection) throws SQLException;
  }

  private void rebuild(Step step) {
    transactions.inOne(
        "cannot rebuild roll-ups",
        connection -> {
          MaintenanceLock.take(connection);
          try (PreparedStatement lock = connection.prepareStatement(HOLD_INGEST)) {
            lock.execute();
          }
          step.on(connection);
          return true;
        });
  }

  private static Optional<Instant> droppedBefore(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RAW_DROPPED_BEFORE);
        ResultSet found = select.executeQuery()) {
      return found.next()
          ? Optional.of(found.getObject(1, OffsetDateTime.class).toInstant())
          : Optional.empty();
    }
  }

  private static void refuse(Instant droppedBefore) {
    if (droppedBefore.equals(OffsetDateTime.MAX.toInstant())) {
      throw new IllegalArgumentException(
          "raw readings are not kept (COWBELL_RAW_READINGS=off): roll-ups cannot be rebuilt");
    }
    throw new IllegalArgumentException(
        "raw rows before %s have been dropped: roll-ups of that time cannot be rebuilt; choose a later --from"
            .formatted(droppedBefore));
  }
}
