package dev.cowbell.aggregator.experiment;

import java.util.Optional;

/**
 * An arm as an experiment defines it.
 *
 * @param name arm by its label
 * @param policy policy the interpreter must show while on this arm; empty where the arm is about
 *     something else
 */
public record AssignedArm(String name, Optional<String> policy) {

  /** An arm whose policy is not watched. */
  public static AssignedArm named(String name) {
    return new AssignedArm(name, Optional.empty());
  }

  /** An arm that is a policy of the interpreter. */
  public static AssignedArm ofPolicy(String name, String policy) {
    return new AssignedArm(name, Optional.of(policy));
  }

  /** Whether the host did what its arm asks for, or in what way it did not. */
  Optional<Departure.Reason> breachedBy(HostDay day) {
    if (!day.arm().equals(name)) {
      return Optional.of(Departure.Reason.CHANGED_ARM);
    }
    return switch (day.policy()) {
      case PolicyInForce.Seen(String seen) when policy.isPresent() && !policy.get().equals(seen) ->
          Optional.of(Departure.Reason.POLICY_UNDONE);
      case PolicyInForce.Seen _, PolicyInForce.Unavailable _ -> Optional.empty();
    };
  }
}
