package dev.cowbell.api.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and what stands for its question marks.
 *
 * @param sql a SELECT over views of schema {@code api}
 * @param parameters strings, numbers, instants or arrays of strings, in the order of the question
 *     marks
 */
public record Query(String sql, List<Object> parameters) {
  /** A statement with its parameters; those that are null were optional and become SQL null. */
  public static Query of(String sql, @Nullable Object... parameters) {
    List<Object> given = new ArrayList<>();
    for (Object parameter : parameters) {
      given.add(parameter == null ? Absent.VALUE : parameter);
    }
    return new Query(sql, List.copyOf(given));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case Absent _ -> statement.setNull(i + 1, Types.NULL);
        case Instant at -> statement.setTimestamp(i + 1, Timestamp.from(at));
        case Object other -> statement.setObject(i + 1, other);
      }
    }
  }

  /** Stands for SQL null. */
  enum Absent {
    VALUE
  }
}
