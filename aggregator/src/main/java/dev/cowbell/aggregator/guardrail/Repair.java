package dev.cowbell.aggregator.guardrail;

import java.time.Instant;

/** How far the repair of a cause has come. */
public sealed interface Repair {
  /** Clean reloads in a row that prove a fix. */
  int CLEAN_RELOADS = 3;

  /** Nobody fixed it yet. */
  record Awaited() implements Repair {}

  /** Somebody says it is fixed; what is seen from then on proves it or not. */
  record Fixed(String how, Instant at) implements Repair {}

  /** Whether so many clean reloads since the fix are enough. */
  default boolean isProvenBy(int cleanReloadsSinceFix) {
    return switch (this) {
      case Awaited _ -> false;
      case Fixed _ -> cleanReloadsSinceFix >= CLEAN_RELOADS;
    };
  }
}
