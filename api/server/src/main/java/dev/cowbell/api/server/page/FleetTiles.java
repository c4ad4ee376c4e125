package dev.cowbell.api.server.page;

import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.efficiency.Saving;
import dev.cowbell.api.server.figure.Bytes;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.report.Forecast;
import dev.cowbell.api.server.report.GenerationSavings;
import dev.cowbell.api.server.report.Opportunity;
import dev.cowbell.api.server.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What a fleet comes to, at a glance: lost, kept, to be had, and what runs out first. */
final class FleetTiles {
  private FleetTiles() {}

  /** None before anything was read. */
  static List<Tile> of(Report report) {
    List<Opportunity> ranking = Opportunity.ranked(report.sections());
    if (ranking.isEmpty()) {
      return List.of();
    }
    double lost = ranking.stream().mapToDouble(Opportunity::lossBytes).sum();
    List<GenerationSavings> savings = GenerationSavings.of(report.sections());
    return List.of(
        new Tile("Sharing lost today", Bytes.of(lost), "at most; some cannot be avoided"),
        kept("Better settings keep", savings, GenerationSavings::realised),
        kept("More could be kept", savings, GenerationSavings::remaining),
        first(report.forecast()));
  }

  private static Tile kept(
      String name,
      List<GenerationSavings> savings,
      Function<GenerationSavings, GenerationSavings.Part> part) {
    if (savings.isEmpty()) {
      return new Tile(
          name,
          new Quantity("not measured", "No two arms were compared on one hardware class", true),
          "needs two arms of a service");
    }
    Saving.Range range =
        savings.stream()
            .map(part)
            .map(GenerationSavings.Part::lossAvoided)
            .reduce(Saving.Range.NONE, Saving.Range::plus);
    return new Tile(name, Bytes.of(range.bytes()), Bytes.range(range.low(), range.high()));
  }

  private static Tile first(Forecast forecast) {
    String name = "Runs out first";
    if (forecast.classes().isEmpty()) {
      return new Tile(
          name, new Quantity("not known", "It needs footprints and memory of hosts", true), "");
    }
    return forecast.classes().stream()
        .filter(one -> one.exhausted().isPresent())
        .min(Comparator.comparingInt(one -> one.exhausted().orElse(0)))
        .map(one -> new Tile(name, runsOut(one), one.hostClass().name()))
        .orElseGet(
            () ->
                new Tile(
                    name,
                    new Quantity("nothing", "No hardware class, as things are", false),
                    "within %s, %s kept free"
                        .formatted(
                            Words.count(Forecast.MONTHS, "month"),
                            Words.percent(Forecast.HEADROOM))));
  }

  private static Quantity runsOut(ClassPlan plan) {
    int month = plan.exhausted().orElse(0);
    String text = month == 0 ? "now" : "in " + Words.count(month, "month");
    return new Quantity(text, plan.hostClass().name() + " " + text, false);
  }
}
