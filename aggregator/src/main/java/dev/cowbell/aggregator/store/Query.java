package dev.cowbell.aggregator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A SELECT, its parameters, and what a row becomes. */
record Query(String sql, List<Object> parameters) {

  Query(String sql, Object... parameters) {
    this(sql, List.of(parameters));
  }

  /** One row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> read(Connection connection, Row<T> row) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        select.setObject(i + 1, bound(parameters.get(i)));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(row.of(found));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw SqlFailure.translated("cannot read evidence", e);
    }
  }

  static Object bound(Object parameter) {
    return parameter instanceof Instant instant
        ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
        : parameter;
  }
}
