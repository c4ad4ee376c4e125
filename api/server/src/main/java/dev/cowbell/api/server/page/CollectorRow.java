package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.CollectorTime;
import dev.cowbell.api.server.figure.Words;
import java.util.Locale;

/** Time in the collector under one arm, as a row. */
public record CollectorRow(String arm, String share, String width, String range, String looks) {
  static CollectorRow of(CollectorTime time) {
    double low = Math.max(0, time.share() - time.halfWidth());
    double high = Math.min(1, time.share() + time.halfWidth());
    return new CollectorRow(
        time.arm(),
        percent(time.share()),
        String.format(Locale.ROOT, "%.1f", time.share() * 100),
        percent(low) + " to " + percent(high),
        Words.count(time.looks(), "look"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }
}
