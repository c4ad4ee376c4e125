package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.SetStageRequest;
import dev.cowbell.api.contract.v1.SetStageResponse;
import dev.cowbell.api.contract.v1.StageAction;
import dev.cowbell.api.contract.v1.StageRequest;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.database.StageRequests;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes what operators ask of stages. It keeps the request, which is the audit log too, and leaves
 * the stage to the aggregator's next decision: only that knows which steps are legal.
 */
public final class StageDesk {
  private static final Logger AUDIT = Logger.getLogger("dev.cowbell.audit");
  private static final int LONGEST_REASON = 1000;

  private final RecommendationViews recommendations;
  private final StageRequests requests;

  public StageDesk(RecommendationViews recommendations, StageRequests requests) {
    this.recommendations = recommendations;
    this.requests = requests;
  }

  /**
   * Keeps a request; the same id again is the same request.
   *
   * @param operator the name under which the caller was let in
   * @param from the address that the call came from
   */
  SetStageResponse take(SetStageRequest asked, String operator, String from) {
    UUID id = id(asked.getRequestId());
    String reason = reason(asked.getReason());
    StageAction action = action(asked.getAction());
    StoredRecommendation of = recommendations.stored(Asked.required("id", asked.getId()));
    boolean isNew =
        requests.keep(
            id,
            of.service(),
            of.hardwareClass(),
            of.kind(),
            action.getNumber(),
            reason,
            operator,
            from);
    if (isNew) {
      AUDIT.infof(
          "%s from %s asked %s of %s, request %s: %s",
          operator, from, action, Line.of(asked.getId()), id, Line.of(reason));
    }
    return SetStageResponse.newBuilder()
        .setRecommendation(of.recommendation())
        .setStageRequest(kept(of, id, action))
        .build();
  }

  private StageRequest kept(StoredRecommendation of, UUID id, StageAction action) {
    return recommendations.stageRequests(of).stream()
        .filter(kept -> kept.getRequestId().equals(id.toString()))
        .filter(kept -> kept.getAction() == action)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "request_id",
                    "request_id stands for an earlier request of another action or recommendation:"
                        + " choose a new one"));
  }

  private static UUID id(String requestId) {
    if (requestId.isEmpty()) {
      return UUID.randomUUID();
    }
    try {
      UUID id = UUID.fromString(requestId);
      if (id.toString().equalsIgnoreCase(requestId)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      Refusal refusal = malformedId();
      refusal.initCause(e);
      throw refusal;
    }
    throw malformedId();
  }

  private static Refusal malformedId() {
    return Refusal.invalid(
        "request_id",
        "request_id must be empty or a UUID such as 5f0c6a1e-0000-4000-8000-000000000001");
  }

  private static String reason(String reason) {
    if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
      throw Refusal.invalid(
          "reason", "reason is required: 1 to 1000 characters, none of them NUL; it is kept");
    }
    return reason;
  }

  private static StageAction action(StageAction action) {
    return switch (action) {
      case STAGE_ACTION_HOLD, STAGE_ACTION_RELEASE, STAGE_ACTION_APPROVE -> action;
      case STAGE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
          throw Refusal.invalid(
              "action",
              "action is required: STAGE_ACTION_HOLD, STAGE_ACTION_RELEASE or"
                  + " STAGE_ACTION_APPROVE");
    };
  }
}
