package dev.cowbell.bench.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Of what time a sharing curve is asked for: half of them of all there ever was. */
enum CurveSpan {
  EVER(Optional.empty()),
  LAST_DAY(Optional.of(Duration.ofDays(1))),
  LAST_90_DAYS(Optional.of(Duration.ofDays(90)));

  private final Optional<Duration> length;

  CurveSpan(Optional<Duration> length) {
    this.length = length;
  }

  static CurveSpan of(long call) {
    return switch ((int) (call / Question.values().length % 4)) {
      case 0 -> LAST_DAY;
      case 1 -> LAST_90_DAYS;
      default -> EVER;
    };
  }

  /** Its beginning; empty for all there ever was. */
  Optional<Instant> from(Instant now) {
    return length.map(now::minus);
  }
}
