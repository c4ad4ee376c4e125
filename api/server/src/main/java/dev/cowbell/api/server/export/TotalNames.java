package dev.cowbell.api.server.export;

import dev.cowbell.api.server.decision.Total;

/** What sums are called in files. */
final class TotalNames {
  private TotalNames() {}

  static String part(Total total) {
    return total.realised() ? "realised" : "remaining";
  }

  /** Money in the currency its basis names; without an amount, in none. */
  static String unit(Total total) {
    return switch (total.measure()) {
      case MEMORY -> "bytes";
      case SHARE_OF_MEMORY -> "ratio";
      case HOSTS -> "hosts";
      case MONEY -> total.amount().isPresent() ? total.currency() + " per month" : "per month";
      case POWER -> "W";
      case CARBON -> "kg CO2e per month";
    };
  }
}
