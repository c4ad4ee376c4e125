package dev.cowbell.api.server.database;

import dev.cowbell.api.server.figure.Figure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The current row of a query. Good only until the next one is read. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** A column that may not be null. */
  public String text(String column) {
    return read(() -> rows.getString(column));
  }

  /** A column that may be null. */
  public Optional<String> optionalText(String column) {
    return Optional.ofNullable(read(() -> rows.getString(column)));
  }

  /** A whole number; null is not expected. */
  public long number(String column) {
    return read(() -> rows.getLong(column));
  }

  /** A whole number that fits in 32 bits; null is not expected. */
  public int smallNumber(String column) {
    return Math.toIntExact(number(column));
  }

  /** A fraction; null is not expected. */
  public double fraction(String column) {
    return read(() -> rows.getDouble(column));
  }

  /** A truth; null is not expected. */
  public boolean flag(String column) {
    return read(() -> rows.getBoolean(column));
  }

  /** Raw bytes. */
  public byte[] bytes(String column) {
    return read(() -> rows.getBytes(column));
  }

  /** A moment that may be null. */
  public Optional<Instant> instant(String column) {
    Timestamp at = read(() -> rows.getTimestamp(column));
    return Optional.ofNullable(at).map(Timestamp::toInstant);
  }

  /** A moment that may not be null. */
  public Instant requiredInstant(String column) {
    return read(() -> rows.getTimestamp(column)).toInstant();
  }

  /** An array of texts. */
  public List<String> texts(String column) {
    return read(() -> List.of((String[]) rows.getArray(column).getArray()));
  }

  /** An array of whole numbers; empty where the column is null. */
  public List<Integer> numbers(String column) {
    Array array = read(() -> rows.getArray(column));
    return array == null ? List.of() : read(() -> List.of((Integer[]) array.getArray()));
  }

  /** Whether a column is null. */
  public boolean isNull(String column) {
    return read(() -> rows.getObject(column) == null);
  }

  /** A number, or the reason that stands in the column beside it where it is null. */
  public Figure figure(String column, String reasonColumn) {
    long value = number(column);
    if (!read(rows::wasNull)) {
      return new Figure.Known(value);
    }
    return Figure.missing(smallNumber(reasonColumn));
  }

  private <T> T read(Column<T> column) {
    try {
      return column.read();
    } catch (SQLException e) {
      throw Views.away(e);
    }
  }

  private interface Column<T> {
    T read() throws SQLException;
  }
}
