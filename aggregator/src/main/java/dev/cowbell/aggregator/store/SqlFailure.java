package dev.cowbell.aggregator.store;

import java.sql.SQLException;
import java.util.Locale;

/** Tells failures of the data from failures of the database, by SQLSTATE class. */
final class SqlFailure {

  private SqlFailure() {}

  /**
   * Class 22 is a data exception, 23 a violated constraint: no retry helps. All else may pass, or
   * waits for an operator.
   */
  static RuntimeException translated(String action, SQLException e) {
    String state = e.getSQLState();
    String message = "%s: %s".formatted(action, firstLine(e));
    if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
      return new StoreRefusedException(message, e);
    }
    return new StoreUnavailableException(message, e);
  }

  static String firstLine(SQLException e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    return e.getSQLState() == null
        ? text
        : String.format(Locale.ROOT, "%s (SQLSTATE %s)", text, e.getSQLState());
  }
}
