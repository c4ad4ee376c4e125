package dev.cowbell.aggregator.backtest;

import java.util.OptionalDouble;

/** A way to a limit on the private memory of a worker. */
public interface LimitRule {

  /** What it is called in tables. */
  String name();

  /** The limit in bytes; empty where the rule says nothing yet, which leaves the one before. */
  OptionalDouble limitBytes(Seen seen);

  /** Share of the limit by which lives are restarted earlier, drawn evenly. */
  default double jitter() {
    return 0;
  }
}
