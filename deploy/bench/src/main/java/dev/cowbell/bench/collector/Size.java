package dev.cowbell.bench.collector;

import java.time.Duration;

/**
 * How large a run is.
 *
 * @param workers forked workers, a tenth of them busy writing
 * @param mib what each inherits
 * @param length of the steady part
 * @param interval between two ticks, two samples and two scrapes
 */
public record Size(int workers, int mib, Duration length, Duration interval) {
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  public Size {
    if (workers < 1 || mib < 1 || interval.toSeconds() < 1) {
      throw new IllegalArgumentException("workers, MiB and interval have to be at least 1");
    }
    if (length.compareTo(interval.multipliedBy(6)) < 0) {
      throw new IllegalArgumentException("a run has to last at least six intervals");
    }
  }

  int busyWorkers() {
    return Math.max(1, workers / 10);
  }

  /** What is left out at the beginning: 60 s, in runs too short for that a third. */
  Duration warmUp() {
    Duration third = length.dividedBy(3);
    return third.compareTo(WARM_UP) < 0 ? third : WARM_UP;
  }
}
