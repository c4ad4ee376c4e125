package dev.cowbell.api.server.capacity;

import java.util.List;

/** What there is, and what is known of arms. */
public record Fleet(List<HostClass> classes, List<Load> loads, Effects effects) {

  /** With what comparisons of arms found. */
  public Fleet(List<HostClass> classes, List<Load> loads, List<Effect> effects) {
    this(classes, loads, new Effects(effects));
  }
}
