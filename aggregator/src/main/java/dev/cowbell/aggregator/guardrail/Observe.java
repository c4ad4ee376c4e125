package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** Nobody has the change. */
public record Observe() implements Stage {

  /** Gives it to the first hosts. */
  public Canary begin(Instant at) {
    return new Canary(at, Canary.Wave.FIRST);
  }

  @Override
  public String name() {
    return "OBSERVE";
  }
}
