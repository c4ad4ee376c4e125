package dev.cowbell.api.server.planning;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Months of a plan, in UTC; month 0 is the one that is. */
record Months(YearMonth now) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static Months from(Instant now) {
    return new Months(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
  }

  Instant start(int month) {
    return now.plusMonths(month).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Such as March 2027. */
  String name(int month) {
    return NAME.format(now.plusMonths(month));
  }
}
