package dev.cowbell.aggregator.guardrail;

import java.util.List;

/** Why a rollout was stopped. */
public sealed interface Cause {

  /** One sentence each. */
  List<String> sentences();

  /** Rails were broken. */
  record Breached(List<Breach> breaches) implements Cause {
    public Breached {
      breaches = List.copyOf(breaches);
    }

    @Override
    public List<String> sentences() {
      return breaches.stream().map(Breach::sentence).toList();
    }
  }

  /** A person said so. */
  record Operator(String reason) implements Cause {
    @Override
    public List<String> sentences() {
      return List.of("stopped by an operator: " + reason);
    }
  }
}
