package dev.cowbell.api.server.efficiency;

import com.google.protobuf.Timestamp;
import dev.cowbell.api.contract.v1.TimeRange;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.figure.Readings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** A span of time; {@code from} inclusive, {@code to} exclusive. */
public record Span(Instant from, Instant to) {
  /** Without limit, as far as the database can say it. */
  public static final Span ALWAYS =
      new Span(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));

  private static final int MOST_NANOS = 999_999_999;

  /** The day up to and including a minute. */
  public static Span dayUntil(Instant minute) {
    Instant end = minute.plus(Duration.ofMinutes(1));
    return new Span(end.minus(Duration.ofDays(1)), end);
  }

  /** The span asked for; an absent end is without limit. */
  public static Span of(TimeRange range) {
    return new Span(
            range.hasFrom() ? moment("range.from", range.getFrom()) : ALWAYS.from,
            range.hasTo() ? moment("range.to", range.getTo()) : ALWAYS.to)
        .inOrder();
  }

  /** The span between two moments as people write them; an empty one is without limit. */
  public static Span between(String from, String to) {
    return new Span(
            from.isEmpty() ? ALWAYS.from : moment("from", from),
            to.isEmpty() ? ALWAYS.to : moment("to", to))
        .inOrder();
  }

  private static Instant moment(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      Refusal refusal =
          Refusal.invalid(field, field + " must be a time such as 2026-01-31T00:00:00Z");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private Span inOrder() {
    if (!from.isBefore(to)) {
      throw Refusal.invalid(
          "range",
          "range.from must be before range.to, but %s is not before %s".formatted(from, to));
    }
    return this;
  }

  private static Instant moment(String field, Timestamp at) {
    boolean nanos = at.getNanos() >= 0 && at.getNanos() <= MOST_NANOS;
    if (!nanos
        || at.getSeconds() < ALWAYS.from.getEpochSecond()
        || at.getSeconds() > ALWAYS.to.getEpochSecond()) {
      throw Refusal.invalid(field, field + " must be a moment of the years 1 to 9999");
    }
    return Readings.moment(at);
  }
}
