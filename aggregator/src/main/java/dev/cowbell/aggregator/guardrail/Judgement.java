package dev.cowbell.aggregator.guardrail;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rails say about a generation.
 *
 * @param breaches rails broken; empty when all is well
 * @param unjudged rails that could not be judged on some host for want of a figure
 * @param reloads reloads seen
 * @param cleanReloadsByHost clean reloads by host
 * @param cleanReloadsInARow clean reloads since the last one that was not
 */
public record Judgement(
    List<Breach> breaches,
    Set<Rail> unjudged,
    int reloads,
    Map<String, Integer> cleanReloadsByHost,
    int cleanReloadsInARow) {

  public Judgement {
    breaches = List.copyOf(breaches);
    unjudged = Set.copyOf(unjudged);
    cleanReloadsByHost = Map.copyOf(cleanReloadsByHost);
  }

  /** Whether anything seen demands that the change be taken back. */
  public boolean takesBack() {
    return breaches.stream().anyMatch(breach -> breach.rail().takesBack());
  }

  int cleanReloadsOf(String host) {
    return cleanReloadsByHost.getOrDefault(host, 0);
  }

  /** Clean reloads seen. */
  public int cleanReloads() {
    return cleanReloadsByHost.values().stream().mapToInt(Integer::intValue).sum();
  }
}
