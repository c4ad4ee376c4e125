package dev.cowbell.aggregator.backtest;

import java.util.OptionalDouble;

/** One limit for every host and all time, as reload-on-rss is used today. */
record StaticLimit(double bytes) implements LimitRule {

  @Override
  public String name() {
    return "static";
  }

  @Override
  public OptionalDouble limitBytes(Seen seen) {
    return OptionalDouble.of(bytes);
  }
}
