package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.ClassPlan;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.MoneyReading;
import dev.cowbell.api.contract.v1.WattsReading;
import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.figure.Quantity;
import dev.cowbell.api.server.figure.Readings;
import dev.cowbell.api.server.figure.Words;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What a hardware class comes to in a plan. */
public record PlanRow(
    Link hardwareClass,
    boolean simulated,
    String hosts,
    String useNow,
    String useThen,
    String runsOut,
    boolean exhausted,
    String earliest,
    String change,
    String changeRange,
    Quantity money,
    String moneyRange,
    Quantity power,
    String powerRange,
    String why) {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static PlanRow of(dev.cowbell.api.server.capacity.ClassPlan plan, ClassPlan message) {
    ClassMonth now = plan.months().getFirst();
    ClassMonth then = plan.months().getLast();
    return new PlanRow(
        new Link(plan.hostClass().name(), Links.hardwareClass(plan.hostClass().name())),
        plan.hostClass().simulated(),
        Words.count(plan.hostClass().hosts(), "host"),
        use(now),
        use(then),
        message.hasExhaustedAt() ? runsOut(plan, message) : "no",
        message.hasExhaustedAt(),
        earliest(message),
        change(message.getHostsToBuy()),
        range(message.getHostsToBuyInterval(), message.getHostsToBuy(), Words::number),
        money(message.getMonthlyCost()),
        moneyRange(message.getMonthlyCost()),
        power(message.getWatts()),
        powerRange(message.getWatts()),
        message.getExplanation());
  }

  /** Such as June 2027. */
  static String month(YearMonth month) {
    return MONTH.format(month);
  }

  private static String month(com.google.protobuf.Timestamp at) {
    return month(YearMonth.from(Readings.moment(at).atOffset(ZoneOffset.UTC)));
  }

  /** Such as 3 to buy, 2 to free. */
  static String change(long hosts) {
    return hosts == 0
        ? "none"
        : hosts > 0
            ? Words.count(hosts, "host") + " to buy"
            : Words.count(-hosts, "host") + " to free";
  }

  private static String use(ClassMonth month) {
    double use = month.use(month.binding());
    String of = month.binding() == dev.cowbell.api.server.capacity.Resource.CPU ? "CPU" : "memory";
    return Double.isFinite(use) ? Words.percent(use) + " of " + of : "nothing is left";
  }

  private static String runsOut(dev.cowbell.api.server.capacity.ClassPlan plan, ClassPlan message) {
    return plan.exhausted().orElse(0) == 0 ? "now" : month(message.getExhaustedAt());
  }

  private static String earliest(ClassPlan message) {
    return !message.hasExhaustedAtEarliest()
            || message.getExhaustedAtEarliest().equals(message.getExhaustedAt())
        ? ""
        : "perhaps in " + month(message.getExhaustedAtEarliest());
  }

  private static String range(Interval range, double likely, DoubleFunction<String> words) {
    return range.getLow() == likely && range.getHigh() == likely
        ? ""
        : (words.apply(range.getLow()) + " to " + words.apply(range.getHigh())).replace('-', '−');
  }

  private static Quantity money(MoneyReading reading) {
    return reading.hasMoney()
        ? new Quantity(
            Words.money(reading.getMoney().getAmount(), reading.getMoney().getCurrency()),
            "%.2f %s a month; price: %s"
                .formatted(
                    reading.getMoney().getAmount(),
                    reading.getMoney().getCurrency(),
                    reading.getMoney().getSource()),
            false)
        : new Quantity("no price given", reading.getUnavailable().getDetail(), true);
  }

  private static String moneyRange(MoneyReading reading) {
    return reading.hasMoney()
        ? range(
            reading.getMoney().getInterval(),
            reading.getMoney().getAmount(),
            amount -> Words.money(amount, reading.getMoney().getCurrency()))
        : "";
  }

  private static Quantity power(WattsReading reading) {
    return reading.hasWatts()
        ? new Quantity(
            Words.power(reading.getWatts().getWatts()),
            "%.0f W; from: %s"
                .formatted(reading.getWatts().getWatts(), reading.getWatts().getSource()),
            false)
        : new Quantity("no watts given", reading.getUnavailable().getDetail(), true);
  }

  private static String powerRange(WattsReading reading) {
    return reading.hasWatts()
        ? range(reading.getWatts().getInterval(), reading.getWatts().getWatts(), Words::power)
        : "";
  }
}
