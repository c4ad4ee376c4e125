package dev.cowbell.api.server.report;

import dev.cowbell.api.server.decision.Total;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A sum of savings, what is realised beside what remains, as a row. */
public record TotalRow(
    String measure,
    Quantity realised,
    String realisedRange,
    Quantity remaining,
    String remainingRange,
    String rests,
    boolean simulated) {
  private static final Quantity NOTHING = new Quantity("not computed", "Not computed yet", true);

  /** A row for each measure. */
  public static List<TotalRow> of(List<Total> totals) {
    return Arrays.stream(Total.Measure.values())
        .map(measure -> totals.stream().filter(t -> t.measure() == measure).toList())
        .filter(both -> !both.isEmpty())
        .map(TotalRow::row)
        .toList();
  }

  private static TotalRow row(List<Total> both) {
    Optional<Total> realised = both.stream().filter(Total::realised).findFirst();
    Optional<Total> remaining = both.stream().filter(total -> !total.realised()).findFirst();
    Total any = both.getFirst();
    return new TotalRow(
        name(any.measure()),
        realised.map(TotalRow::amount).orElse(NOTHING),
        realised.map(TotalRow::range).orElse(""),
        remaining.map(TotalRow::amount).orElse(NOTHING),
        remaining.map(TotalRow::range).orElse(""),
        rests(any),
        any.simulated());
  }

  private static String name(Total.Measure measure) {
    return switch (measure) {
      case MEMORY -> "Memory";
      case SHARE_OF_MEMORY -> "Share of all memory";
      case HOSTS -> "Hosts' worth";
      case MONEY -> "Money a month";
      case POWER -> "Power";
      case CARBON -> "CO2e a month";
    };
  }

  /** The source where there is one, else what the sum rests on. */
  private static String rests(Total total) {
    return total.basis().isEmpty() || total.amount().isEmpty()
        ? "%s; %s of workers, %s of ticks"
            .formatted(
                Words.count(total.hosts(), "host"),
                Words.percent(total.workerCoverage()),
                Words.percent(total.tickCoverage()))
        : total.basis();
  }

  private static Quantity amount(Total total) {
    return total
        .amount()
        .map(
            range ->
                new Quantity(
                    words(range.bytes(), total),
                    String.format(Locale.ROOT, "%,.4f", range.bytes()),
                    false))
        .orElseGet(() -> new Quantity("not known", total.basis(), true));
  }

  private static String range(Total total) {
    return total.amount().map(range -> range(range, total)).orElseGet(total::basis);
  }

  private static String range(Saving.Range range, Total total) {
    return total.measure() == Total.Measure.MEMORY
        ? Bytes.range(range.low(), range.high())
        : words(range.low(), total) + " to " + words(range.high(), total);
  }

  private static String words(double value, Total total) {
    return switch (total.measure()) {
      case MEMORY -> Bytes.words(value);
      case SHARE_OF_MEMORY -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case HOSTS -> String.format(Locale.ROOT, "%,.1f", value);
      case MONEY -> Words.money(value, total.currency());
      case POWER -> Words.power(value);
      case CARBON -> String.format(Locale.ROOT, "%,.1f kg", value);
    };
  }
}
