package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** All hosts have the change. The rails stay on. */
public record Fleet(Instant since) implements Running {

  @Override
  public Fleet begunAnew(Instant at) {
    return new Fleet(at);
  }

  @Override
  public String name() {
    return "FLEET";
  }
}
