package dev.cowbell.api.server.security;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each caller may call: a bucket that holds two seconds' worth and fills evenly. Of the
 * callers, those seen last are remembered.
 */
final class Rate {
  private static final int MOST_CALLERS = 10_000;
  private static final double BURST_SECONDS = 2;
  private static final double NANOS_A_SECOND = 1e9;

  private final double callsPerSecond;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  Rate(double callsPerSecond) {
    this.callsPerSecond = callsPerSecond;
  }

  double callsPerSecond() {
    return callsPerSecond;
  }

  /** Takes one call of a caller; says whether it may go ahead. */
  synchronized boolean take(String caller, long nowNanos) {
    double most = callsPerSecond * BURST_SECONDS;
    Bucket bucket = buckets.getOrDefault(caller, new Bucket(most, nowNanos));
    double filled = bucket.calls + (nowNanos - bucket.atNanos) / NANOS_A_SECOND * callsPerSecond;
    double calls = Math.min(most, filled);
    buckets.put(caller, new Bucket(calls < 1 ? calls : calls - 1, nowNanos));
    return calls >= 1;
  }

  private record Bucket(double calls, long atNanos) {}
}
