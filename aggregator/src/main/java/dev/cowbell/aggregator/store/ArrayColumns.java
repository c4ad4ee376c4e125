package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

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
    return bind("int2", rows.stream().map(row -> (short) column.applyAsInt(row)).toArray());
  }

  ArrayColumns<R> int4(ToIntFunction<R> column) throws SQLException {
    return bind("int4", rows.stream().map(column::applyAsInt).toArray());
  }

  ArrayColumns<R> int8(ToLongFunction<R> column) throws SQLException {
    return bind("int8", rows.stream().map(column::applyAsLong).toArray());
  }

  ArrayColumns<R> float8(ToDoubleFunction<R> column) throws SQLException {
    return bind("float8", rows.stream().map(column::applyAsDouble).toArray());
  }

  ArrayColumns<R> timestamp(Function<R, Instant> column) throws SQLException {
    return bind("timestamptz", rows.stream().map(column).map(Instant::toString).toArray());
  }

  ArrayColumns<R> bytea(Function<R, byte[]> column) throws SQLException {
    return bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  private ArrayColumns<R> bind(String type, Object[] values) throws SQLException {
    statement.setArray(++bound, connection.createArrayOf(type, values));
    return this;
  }
}
