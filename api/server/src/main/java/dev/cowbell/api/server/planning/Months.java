package dev.cowbell.api.server.planning;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Months of a plan, in UTC; month 0 is the one that is. */
record Months(YearMonth now) {
  static Months from(Instant now) {
    return new Months(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
  }

  Instant start(int month) {
    return now.plusMonths(month).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Such as 2027-03. */
  String name(int month) {
    return now.plusMonths(month).toString();
  }
}
