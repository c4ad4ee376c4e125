package dev.cowbell.api.server.page;

import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Words;
import java.util.Locale;

/** A sum of savings over the fleet, as a row. */
public record TotalRow(
    String part,
    String measure,
    String value,
    String range,
    String rests,
    boolean missing,
    boolean simulated) {
  static TotalRow of(Total total) {
    return new TotalRow(
        total.part().toLowerCase(Locale.ROOT),
        total.measure().toLowerCase(Locale.ROOT).replace('_', ' '),
        total.unavailable().orElseGet(() -> value(total.estimate(), total)),
        total.unavailable().isPresent()
            ? ""
            : value(total.low(), total) + " to " + value(total.high(), total),
        "%s, coverage %s; %s"
            .formatted(
                Words.count(total.hosts(), "host"), Words.percent(total.coverage()), total.basis()),
        total.unavailable().isPresent(),
        total.simulated());
  }

  private static String value(double value, Total total) {
    return switch (total.measure()) {
      case "BYTES" -> Bytes.words(value);
      case "MEMORY_SHARE" -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      default -> Words.number(Math.rint(value * 100) / 100) + " " + total.unit();
    };
  }
}
