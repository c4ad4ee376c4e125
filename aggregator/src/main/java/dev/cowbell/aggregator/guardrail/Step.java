package dev.cowbell.aggregator.guardrail;

import java.util.List;

/**
 * A decision on one generation, with what it rests on, to be stored and published.
 *
 * @param generation generation
 * @param before stage it stood at
 * @param after stage it stands at now
 * @param treatedHosts hosts that are to have the change now
 * @param judgement what the rails said
 * @param because why, a sentence each
 */
public record Step(
    String generation,
    Stage before,
    Stage after,
    List<String> treatedHosts,
    Judgement judgement,
    List<String> because) {

  public Step {
    treatedHosts = List.copyOf(treatedHosts);
    because = List.copyOf(because);
  }

  /** Whether anything changed. */
  public boolean isMove() {
    return !before.equals(after);
  }

  /** Whether a breach stopped it just now. */
  boolean isNewBreach() {
    return before instanceof Running
        && after instanceof Stopped stopped
        && stopped.cause() instanceof Cause.Breached;
  }
}
