package dev.cowbell.aggregator.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Whether the database could compress raw chunks. The community edition of TimescaleDB can; the
 * Apache edition answers SQLSTATE 0A000, plain PostgreSQL does not know the option. It is only
 * looked at, in a transaction that is rolled back: ingest takes late rows into old chunks, which
 * costs more on compressed ones, and raw rows are dropped after days.
 */
public enum Compression {
  /** Could be switched on. */
  AVAILABLE,
  /** This edition refuses. */
  REFUSED_BY_EDITION,
  /** No hypertables here. */
  NO_TIMESCALEDB;

  private static final String ENABLE = "ALTER TABLE host_tick SET (timescaledb.compress)";

  /** Asks the database; changes nothing. */
  public static Compression probe(DataSource dataSource) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(ENABLE)) {
        statement.execute();
        return AVAILABLE;
      } catch (SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
          case "0A000" -> REFUSED_BY_EDITION;
          // Unknown parameter namespace, and invalid parameter value.
          case "22023", "42704", "42601" -> NO_TIMESCALEDB;
          default -> throw SqlFailure.translated("cannot probe compression", e);
        };
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw SqlFailure.translated("cannot probe compression", e);
    }
  }
}
