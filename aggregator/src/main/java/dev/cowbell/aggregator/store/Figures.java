package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.Figure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Figures of guardrails as columns, null where there is none. */
final class Figures {

  private Figures() {}

  static Figure read(ResultSet row, String column, Figure.Reason otherwise) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Figure.unavailable(otherwise) : Figure.of(value);
  }

  static @Nullable Double value(Figure figure) {
    OptionalDouble measured = figure.measured();
    return measured.isPresent() ? measured.getAsDouble() : null;
  }

  static boolean isLoadedAfterFork(Figure figure) {
    return figure.equals(Figure.unavailable(Figure.Reason.LOADED_AFTER_FORK));
  }
}
