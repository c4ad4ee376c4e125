package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.StageRequest;
import dev.cowbell.api.contract.v1.StageRequestState;
import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Readings;

/** What an operator asked of a stage, as it is kept. */
final class StoredStageRequest {
  static final String OF =
      """
      SELECT request_id::text AS request_id, service_name, class_name, kind, action, reason, operator,
             asked_at, coalesce(outcome, 1) AS state, decided_at, coalesce(detail, '') AS detail
      FROM api.stage_request
      WHERE service_name = ? AND class_name = ? AND kind = ?
      ORDER BY asked_at DESC, request_id
      LIMIT 50
      """;

  private StoredStageRequest() {}

  static StageRequest read(Row row) {
    RecommendationKind kind = RecommendationKind.forNumber(row.smallNumber("kind"));
    var message =
        StageRequest.newBuilder()
            .setRequestId(row.text("request_id"))
            .setRecommendationId(
                RecommendationId.of(
                    row.text("service_name"),
                    row.text("class_name"),
                    kind == null ? RecommendationKind.UNRECOGNIZED : kind))
            .setActionValue(row.smallNumber("action"))
            .setReason(row.text("reason"))
            .setOperator(row.text("operator"))
            .setAskedAt(Readings.moment(row.requiredInstant("asked_at")))
            .setState(state(row.smallNumber("state")))
            .setDetail(row.text("detail"));
    row.instant("decided_at").ifPresent(at -> message.setDecidedAt(Readings.moment(at)));
    return message.build();
  }

  private static StageRequestState state(int number) {
    StageRequestState state = StageRequestState.forNumber(number);
    return state == null ? StageRequestState.UNRECOGNIZED : state;
  }
}
