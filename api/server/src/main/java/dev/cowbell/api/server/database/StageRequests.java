package dev.cowbell.api.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps what operators ask of stages: the one thing that the server writes, and never changes. */
public final class StageRequests {
  private static final String INSERT =
      """
      INSERT INTO api.stage_request
        (request_id, service_name, class_name, kind, action, reason, operator, asked_from)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (request_id) DO NOTHING
      """;

  private final DataSource source;

  public StageRequests(DataSource source) {
    this.source = source;
  }

  /** Keeps one; says whether it is new. */
  public boolean keep(
      UUID requestId,
      String service,
      String hardwareClass,
      int kind,
      int action,
      String reason,
      String operator,
      String askedFrom) {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new Query(
              INSERT,
              List.of(requestId, service, hardwareClass, kind, action, reason, operator, askedFrom))
          .bind(insert);
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw Views.failure(e, Patience.current());
    }
  }
}
