package dev.cowbell.bench.query;

import dev.cowbell.bench.served.DataSet;
import dev.cowbell.bench.served.Load;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The same questions as one statement each, every column of every row read and nothing made of it,
 * over as many connections as the server has.
 */
final class BareSql implements Load.Caller<Question>, AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final int PORTION = 1_000;
  private static final String SAVINGS = "SELECT * FROM api.savings WHERE service_name = ?";
  private static final String RECOMMENDATIONS =
      "SELECT * FROM api.recommendation WHERE service_name = ? ORDER BY service_name, class_name,"
          + " kind LIMIT 51";
  private static final String CURVE =
      """
      SELECT r.arm_name,
             (ARRAY(SELECT from_seconds FROM api.age_bucket ORDER BY age_bucket))[r.age_bucket + 1] AS from_seconds,
             (ARRAY(SELECT to_seconds FROM api.age_bucket ORDER BY age_bucket))[r.age_bucket + 1] AS to_seconds,
             r.readings, r.estimated_readings,
             r.simulated_readings, r.inherited_sum, r.still_shared_sum, r.loss_sum, r.growth_sum,
             r.loss_sketch, r.growth_sketch
      FROM api.sharing_rollup_%s r
      WHERE r.service_name = ? AND r.class_name = ?
      """;
  private static final String EVER = CURVE.formatted("whole");
  private static final String HOURS = CURVE.formatted("hour") + "AND r.bucket_at >= ?";
  private static final String DAYS = CURVE.formatted("day") + "AND r.bucket_at >= ?";

  private final List<Connection> connections = new ArrayList<>();
  private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS);

  static BareSql on(String url) throws SQLException {
    BareSql sql = new BareSql();
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection connection = DriverManager.getConnection(url);
      connection.setAutoCommit(false);
      sql.connections.add(connection);
      sql.free.add(connection);
    }
    return sql;
  }

  @Override
  public Question kindOf(long number) {
    return Question.of(number);
  }

  @Override
  public boolean make(Question question, long number) {
    try {
      Connection connection = free.take();
      try {
        return ask(connection, question, number);
      } finally {
        connection.rollback();
        free.add(connection);
      }
    } catch (SQLException e) {
      System.err.println("cowbell: a statement failed: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ask(Connection connection, Question question, long number)
      throws SQLException {
    return switch (question) {
      case GET_SAVINGS -> read(connection, SAVINGS, DataSet.service(number));
      case LIST_RECOMMENDATIONS -> read(connection, RECOMMENDATIONS, DataSet.service(number));
      case GET_SHARING_CURVE -> {
        String hardwareClass = DataSet.hardwareClass(number / 5);
        CurveSpan span = CurveSpan.of(number);
        var from = span.from(Instant.now()).map(Timestamp::from);
        yield from.isEmpty()
            ? read(connection, EVER, DataSet.service(number), hardwareClass)
            : read(
                connection,
                span == CurveSpan.LAST_DAY ? HOURS : DAYS,
                DataSet.service(number),
                hardwareClass,
                from.get());
      }
    };
  }

  private static boolean read(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(PORTION);
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      int rows = 0;
      try (ResultSet row = select.executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          for (int column = 1; column <= columns; column++) {
            row.getObject(column);
          }
          rows++;
        }
      }
      return rows > 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
