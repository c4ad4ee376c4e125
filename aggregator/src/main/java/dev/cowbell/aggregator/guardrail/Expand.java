package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** A quarter of the hosts has the change. */
public record Expand(Instant since) implements Running {

  /** Gives it to all. */
  public Fleet complete(Instant at) {
    return new Fleet(at);
  }

  @Override
  public Expand begunAnew(Instant at) {
    return new Expand(at);
  }

  @Override
  public String name() {
    return "EXPAND";
  }
}
