package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.RuntimeKind;
import dev.cowbell.api.server.figure.Reasons;
import dev.cowbell.api.server.fleet.Family;
import dev.cowbell.api.server.fleet.Policy;

/** Interpreter and collector policy in words. */
final class PolicyWords {
  private PolicyWords() {}

  static String runtime(Family family) {
    String kind =
        family.runtimeKind() == RuntimeKind.RUNTIME_KIND_CPYTHON
            ? "CPython"
            : "not an interpreter Cowbell reads";
    return (kind + " " + family.runtimeVersion()).strip();
  }

  static String policy(Policy policy) {
    return switch (policy) {
      case Policy.InForce(var name, var enabled, var thresholds, var frozen) ->
          "%s (%s, thresholds %s%s)"
              .formatted(
                  name, enabled ? "enabled" : "disabled", thresholds, frozen ? ", frozen" : "");
      case Policy.Unknown(var reason) -> "unknown: " + Reasons.sentence(reason);
    };
  }
}
