package dev.cowbell.aggregator.guardrail;

import java.time.Instant;
import java.util.Locale;

/**
 * A rail that was broken.
 *
 * @param rail which
 * @param subject host, or generation where it takes several hosts to see it
 * @param observed what was seen, in the rail's unit
 * @param allowed what is allowed
 * @param at when
 */
public record Breach(Rail rail, String subject, double observed, double allowed, Instant at) {

  /** One sentence for people. */
  public String sentence() {
    return String.format(
        Locale.ROOT, "%s: %s %.4g, allowed %.4g", subject, rail.figure(), observed, allowed);
  }
}
