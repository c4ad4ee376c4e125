package dev.cowbell.api.server.report;

import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.Locale;

/** What a hardware class comes to within a year, as a row. */
public record ForecastRow(
    String hardwareClass,
    String hosts,
    Quantity needNow,
    String useNow,
    Quantity needThen,
    String rangeThen,
    Quantity available,
    String runsOut,
    String hostsToBuy,
    boolean simulated) {
  static List<ForecastRow> of(Forecast forecast) {
    return forecast.classes().stream().map(ForecastRow::of).toList();
  }

  private static ForecastRow of(ClassPlan plan) {
    ClassMonth now = plan.months().getFirst();
    ClassMonth then = plan.months().getLast();
    Range need = then.need().bytes();
    return new ForecastRow(
        plan.hostClass().name(),
        Words.count(plan.hostClass().hosts(), "host"),
        Bytes.of(now.need().bytes().likely()),
        now.usableBytes() > 0
            ? Words.percent(now.need().bytes().likely() / now.usableBytes()) + " of what there is"
            : "nothing is left for services",
        Bytes.of(need.likely()),
        need.low() == need.high() ? "" : Bytes.range(need.low(), need.high()),
        Bytes.of(now.usableBytes()),
        runsOut(plan),
        hosts(plan.hostsToBuy()),
        plan.hostClass().simulated());
  }

  private static String runsOut(ClassPlan plan) {
    if (plan.exhausted().isPresent()) {
      int month = plan.exhausted().getAsInt();
      return month == 0
          ? "now"
          : "in "
              + Words.count(month, "month")
              + ", "
              + plan.deciding().binding().name().toLowerCase(Locale.ROOT)
              + " first";
    }
    return plan.exhaustedEarliest().isPresent()
        ? "not likely, but perhaps in " + Words.count(plan.exhaustedEarliest().getAsInt(), "month")
        : "not within a year";
  }

  private static String hosts(Range toBuy) {
    if (toBuy.likely() == 0) {
      return "none";
    }
    String likely =
        toBuy.likely() > 0
            ? Words.count(Math.round(toBuy.likely()), "host") + " to buy"
            : Words.count(Math.round(-toBuy.likely()), "host") + " to free";
    return toBuy.low() == toBuy.high()
        ? likely
        : likely + " (%.0f to %.0f)".formatted(toBuy.low(), toBuy.high()).replace('-', '−');
  }

  /** What growth the rows rest on, in a sentence. */
  static String growth(Forecast forecast) {
    return forecast
        .growth()
        .map(
            range ->
                "Families grew by %s a month (%s to %s) over %s, and are taken to go on so."
                    .formatted(
                        percent(range.likely()),
                        percent(range.low()),
                        percent(range.high()),
                        Words.count(forecast.days(), "day")))
        .orElseGet(
            () ->
                "No growth is assumed: it takes %d whole days of footprints to see one, and there are %d."
                    .formatted(GrowthTrend.FEWEST_DAYS, forecast.days()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", share * 100).replace('-', '−');
  }
}
