package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** A few hosts have the change: two at first, the whole canary once these have stood it. */
public record Canary(Instant since, Wave wave) implements Running {

  /** How much of the canary is out. */
  public enum Wave {
    FIRST,
    WHOLE
  }

  /** Gives it to the rest of the canary. What the first hosts showed goes on counting. */
  public Canary widen() {
    return new Canary(since, Wave.WHOLE);
  }

  /** Gives it to a quarter of the hosts. */
  public Expand expand(Instant at) {
    return new Expand(at);
  }

  @Override
  public Canary begunAnew(Instant at) {
    return new Canary(at, wave);
  }

  @Override
  public String name() {
    return "CANARY";
  }
}
