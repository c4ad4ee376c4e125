package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.MoneyReading;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.contract.v1.WattsReading;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Words;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a plan comes to over all classes. A sum of which a part is missing is missing. */
final class PlanTiles {
  private PlanTiles() {}

  static List<Tile> of(PlanCapacityResponse plan) {
    return List.of(
        hosts("Hosts to buy", plan, 1), hosts("Hosts to free", plan, -1), money(plan), power(plan));
  }

  /** Classes that have too few are not helped by those that have too many. */
  private static Tile hosts(String name, PlanCapacityResponse plan, int sign) {
    double likely = sum(plan, one -> Math.max(0, sign * one.getHostsToBuy()));
    double one = sum(plan, c -> Math.max(0, sign * c.getHostsToBuyInterval().getLow()));
    double other = sum(plan, c -> Math.max(0, sign * c.getHostsToBuyInterval().getHigh()));
    return new Tile(
        name,
        known(Words.number(likely), Words.count((long) likely, "host")),
        one == other
            ? "by the end"
            : Words.number(Math.min(one, other))
                + " to "
                + Words.number(Math.max(one, other))
                + ", by the end");
  }

  private static Tile money(PlanCapacityResponse plan) {
    List<MoneyReading> readings = changed(plan).stream().map(ClassPlan::getMonthlyCost).toList();
    if (readings.isEmpty()) {
      return new Tile("Money a month", known("none", "no host to buy or to free"), "");
    }
    if (readings.stream().anyMatch(one -> !one.hasMoney())) {
      return new Tile("Money a month", missing("not known"), priceless(readings.size(), "a price"));
    }
    String currency = readings.getFirst().getMoney().getCurrency();
    double amount = readings.stream().mapToDouble(one -> one.getMoney().getAmount()).sum();
    return new Tile(
        "Money a month",
        known(Words.money(amount, currency), "%.2f %s".formatted(amount, currency)),
        range(
            readings.stream().map(one -> one.getMoney().getInterval()).toList(),
            value -> Words.money(value, currency)));
  }

  private static Tile power(PlanCapacityResponse plan) {
    List<WattsReading> readings = changed(plan).stream().map(ClassPlan::getWatts).toList();
    if (readings.isEmpty()) {
      return new Tile("Power", known("none", "no host to buy or to free"), "");
    }
    if (readings.stream().anyMatch(one -> !one.hasWatts())) {
      return new Tile("Power", missing("not known"), priceless(readings.size(), "watts"));
    }
    double watts = readings.stream().mapToDouble(one -> one.getWatts().getWatts()).sum();
    return new Tile(
        "Power",
        known(Words.power(watts), "%.0f W".formatted(watts)),
        range(readings.stream().map(one -> one.getWatts().getInterval()).toList(), Words::power));
  }

  private static String priceless(int classes, String what) {
    return "needs %s for %s; see below".formatted(what, Words.count(classes, "class", "classes"));
  }

  /** Classes of which hosts are bought or freed. */
  private static List<ClassPlan> changed(PlanCapacityResponse plan) {
    return plan.getClassesList().stream()
        .filter(
            one ->
                one.getHostsToBuy() != 0
                    || one.getHostsToBuyInterval().getLow() != 0
                    || one.getHostsToBuyInterval().getHigh() != 0)
        .toList();
  }

  private static String range(
      List<Interval> ranges, java.util.function.DoubleFunction<String> words) {
    double low = ranges.stream().mapToDouble(Interval::getLow).sum();
    double high = ranges.stream().mapToDouble(Interval::getHigh).sum();
    return low == high ? "" : words.apply(low) + " to " + words.apply(high);
  }

  private static double sum(PlanCapacityResponse plan, ToDoubleFunction<ClassPlan> of) {
    return plan.getClassesList().stream().mapToDouble(of).sum();
  }

  private static Quantity known(String text, String exact) {
    return new Quantity(text, exact, false);
  }

  private static Quantity missing(String text) {
    return new Quantity(text, "Cowbell holds no prices of its own", true);
  }
}
