package dev.cowbell.aggregator.experiment;

/** The interpreter's policy as read on a host, or why it was not. */
public sealed interface PolicyInForce {

  /** The policy by its name, such as {@code frozen+threshold-50000}. */
  record Seen(String policy) implements PolicyInForce {}

  /** No reading, with the reason. A host is not suspected for it. */
  record Unavailable(String reason) implements PolicyInForce {}
}
