package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.guardrail.OperatorRequest;
import dev.cowbell.api.contract.v1.StageRequestState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Rows of {@code api.stage_request}, which the API server inserts and this side answers. */
final class StageRequestRows {

  private static final String PENDING =
      """
      SELECT request_id, service_name, class_name, kind, action, operator, reason
      FROM api.stage_request WHERE outcome IS NULL ORDER BY asked_at, request_id
      """;

  private static final String ANSWER =
      """
      UPDATE api.stage_request SET outcome = ?, decided_at = clock_timestamp(), detail = ?
      WHERE request_id = ? AND outcome IS NULL
      """;

  private StageRequestRows() {}

  static List<StageRequest> pending(Connection connection) {
    return new Query(PENDING).read(connection, StageRequestRows::request);
  }

  static void answer(Connection connection, UUID id, OperatorRequest.Answer answer)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ANSWER)) {
      update.setShort(
          1,
          (short)
              switch (answer) {
                case OperatorRequest.Answer.Applied _ ->
                    StageRequestState.STAGE_REQUEST_STATE_APPLIED_VALUE;
                case OperatorRequest.Answer.Refused _ ->
                    StageRequestState.STAGE_REQUEST_STATE_REFUSED_VALUE;
              });
      update.setString(2, answer.detail());
      update.setObject(3, id);
      update.executeUpdate();
    }
  }

  private static StageRequest request(ResultSet row) throws SQLException {
    return new StageRequest(
        row.getObject("request_id", UUID.class),
        new ServiceOnClass(row.getString("service_name"), row.getString("class_name")),
        row.getInt("kind"),
        new OperatorRequest(
            action(row.getInt("action")), row.getString("operator"), row.getString("reason")));
  }

  /** The table's CHECK lets no other number in. */
  private static OperatorRequest.Action action(int number) {
    return switch (number) {
      case 1 -> OperatorRequest.Action.HOLD;
      case 2 -> OperatorRequest.Action.RELEASE;
      case 3 -> OperatorRequest.Action.APPROVE;
      default -> throw new IllegalStateException("a stored stage request asks for " + number);
    };
  }
}
