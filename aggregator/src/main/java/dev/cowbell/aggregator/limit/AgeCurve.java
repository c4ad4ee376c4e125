package dev.cowbell.aggregator.limit;

import java.util.Arrays;

/**
 * Bytes against worker age: linear between its knots, and beyond the last one on with a slope of
 * its own. Never falls.
 */
@SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
public record AgeCurve(double[] ageSeconds, double[] bytes, double tailBytesPerSecond) {

  public AgeCurve {
    for (int i = 1; i < bytes.length; i++) {
      bytes[i] = Math.max(bytes[i], bytes[i - 1]);
    }
  }

  double at(double age) {
    int last = ageSeconds.length - 1;
    if (age >= ageSeconds[last]) {
      return bytes[last] + tailBytesPerSecond * (age - ageSeconds[last]);
    }
    int found = Arrays.binarySearch(ageSeconds, age);
    if (found >= 0) {
      return bytes[found];
    }
    int next = -found - 1;
    return next == 0 ? bytes[0] : between(next, age);
  }

  private double between(int next, double age) {
    double share = (age - ageSeconds[next - 1]) / (ageSeconds[next] - ageSeconds[next - 1]);
    return bytes[next - 1] + share * (bytes[next] - bytes[next - 1]);
  }

  double lastAgeSeconds() {
    return ageSeconds[ageSeconds.length - 1];
  }

  /** Bytes per second from each knot on. */
  double[] slopes() {
    double[] slopes = new double[bytes.length];
    for (int i = 0; i + 1 < bytes.length; i++) {
      slopes[i] = (bytes[i + 1] - bytes[i]) / (ageSeconds[i + 1] - ageSeconds[i]);
    }
    slopes[bytes.length - 1] = tailBytesPerSecond;
    return slopes;
  }
}
