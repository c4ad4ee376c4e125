package dev.cowbell.aggregator.savings;

import java.util.Map;

/** Workers that a comparison rests on, of those that were seen. */
public record WorkerCoverage(long used, Map<LeftOut, Long> leftOut) {

  /** 0 to 1. */
  public double ratio() {
    long seen = seen();
    return seen == 0 ? 0 : (double) used / seen;
  }

  /** Workers seen at all. */
  public long seen() {
    return used + leftOut.values().stream().mapToLong(Long::longValue).sum();
  }
}
