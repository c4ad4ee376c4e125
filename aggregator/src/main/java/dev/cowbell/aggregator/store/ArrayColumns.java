package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * Rows as one array per column, for {@code unnest}: a batch is one statement, however many rows it
 * has. Columns are bound in the order of the calls.
 */
final class ArrayColumns<R> {

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<R> rows;
  private int bound;

  ArrayColumns(Connection connection, PreparedStatement statement, List<R> rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  ArrayColumns<R> int2(ToIntFunction<R> column) throws SQLException {
    short[] values = new short[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) column.applyAsInt(rows.get(i));
    }
    return bind("int2", values);
  }

  ArrayColumns<R> int4(ToIntFunction<R> column) throws SQLException {
    int[] values = new int[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsInt(rows.get(i));
    }
    return bind("int4", values);
  }

  ArrayColumns<R> int8(ToLongFunction<R> column) throws SQLException {
    long[] values = new long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsLong(rows.get(i));
    }
    return bind("int8", values);
  }

  ArrayColumns<R> float8(ToDoubleFunction<R> column) throws SQLException {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsDouble(rows.get(i));
    }
    return bind("float8", values);
  }

  /** As seconds since 1970, for {@code to_timestamp}: whole minutes, hours and days only. */
  ArrayColumns<R> seconds(Function<R, Instant> column) throws SQLException {
    return float8(row -> (double) column.apply(row).getEpochSecond());
  }

  ArrayColumns<R> bytea(Function<R, byte[]> column) throws SQLException {
    return bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  ArrayColumns<R> text(Function<R, String> column) throws SQLException {
    return bind("text", rows.stream().map(column).toArray(String[]::new));
  }

  ArrayColumns<R> bool(Predicate<R> column) throws SQLException {
    boolean[] values = new boolean[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.test(rows.get(i));
    }
    return bind("bool", values);
  }

  /** Arrays of primitives travel in binary, others as text. */
  private ArrayColumns<R> bind(String type, Object values) throws SQLException {
    var array = connection.unwrap(PGConnection.class).createArrayOf(type, values);
    statement.setArray(++bound, array);
    return this;
  }
}
