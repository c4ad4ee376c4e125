package dev.cowbell.bench.rollout;

import dev.cowbell.standalone.simulate.fleet.FleetSize;
import dev.cowbell.standalone.simulate.fleet.Pace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Holds a simulated fleet back until the aggregator has stored its ticks, decided on them and
 * looked at its rollouts, so that what a drill comes to does not hang on how fast the machine is.
 */
final class AggregatorPace implements Pace, AutoCloseable {
  private static final Duration AHEAD_OF_STORE = Duration.ofHours(2);
  private static final Duration AHEAD_OF_ROLLOUTS = Duration.ofHours(4);
  private static final Duration AHEAD_OF_DECISIONS = Duration.ofHours(24);
  private static final long LOOK_MILLIS = 50;

  /** Advice on policies changes with rollouts too, so that other advice tells when was decided. */
  private static final String REACHED =
      """
      SELECT (SELECT count(*) FROM api.host), (SELECT min(last_tick_at) FROM api.host),
        (SELECT max(seen_at) FROM rollout_host), (SELECT max(computed_at) FROM api.recommendation WHERE kind <> 1)
      """;

  private final Connection connection;
  private final FleetSize size;
  private final Instant start;
  private long allowedMillis;

  AggregatorPace(String url, FleetSize size) throws SQLException {
    this.connection = DriverManager.getConnection(url);
    this.size = size;
    this.start = Instant.ofEpochMilli(size.startMillis());
  }

  @Override
  public void await(long elapsedMillis) throws InterruptedException {
    while (elapsedMillis > allowedMillis) {
      allowedMillis = allowed();
      if (elapsedMillis > allowedMillis) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  private long allowed() {
    try (PreparedStatement select = connection.prepareStatement(REACHED);
        ResultSet row = select.executeQuery()) {
      row.next();
      boolean all = row.getLong(1) >= size.hosts();
      Instant stored = (all ? at(row, 2) : Optional.<Instant>empty()).orElse(start);
      Instant rolledOut = at(row, 3).orElse(stored); // nothing is, before there is advice
      Instant decided = at(row, 4).orElse(start);
      Instant until =
          Stream.of(
                  stored.plus(AHEAD_OF_STORE),
                  rolledOut.plus(AHEAD_OF_ROLLOUTS),
                  decided.plus(AHEAD_OF_DECISIONS))
              .min(Comparator.naturalOrder())
              .orElseThrow();
      return Duration.between(start, until).toMillis();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot see how far the aggregator has come", e);
    }
  }

  private static Optional<Instant> at(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
