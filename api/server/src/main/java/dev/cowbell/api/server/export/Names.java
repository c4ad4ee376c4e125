package dev.cowbell.api.server.export;

import dev.cowbell.api.contract.v1.Assignment;
import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.contract.v1.Stage;

/** Names of the contract without their prefixes. */
final class Names {
  private Names() {}

  static String assignment(Assignment assignment) {
    return assignment.name().replace("ASSIGNMENT_", "");
  }

  static String kind(RecommendationKind kind) {
    return kind.name().replace("RECOMMENDATION_KIND_", "");
  }

  static String stage(Stage stage) {
    return stage.name().replace("STAGE_", "");
  }
}
