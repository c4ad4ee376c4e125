package dev.cowbell.aggregator.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The span of time that one roll-up row covers; days are those of UTC. */
public enum Grain {
  /** For the last weeks, in detail but without sketches. */
  MINUTE(ChronoUnit.MINUTES),
  /** For years. */
  HOUR(ChronoUnit.HOURS),
  /** For years, at a twenty-fourth of the cost: what was compacted of hours. */
  DAY(ChronoUnit.DAYS),
  /** All there ever was, compacted: for curves that ask for no range. */
  WHOLE(ChronoUnit.FOREVER);

  private final ChronoUnit unit;

  Grain(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The start of the span that holds this instant. */
  public Instant start(Instant at) {
    return this == WHOLE ? Instant.EPOCH : at.truncatedTo(unit);
  }

  /** How long a span is. */
  public Duration length() {
    return unit.getDuration();
  }
}
