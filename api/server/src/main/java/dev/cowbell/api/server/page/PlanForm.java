package dev.cowbell.api.server.page;

import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.contract.v1.Retirement;
import dev.cowbell.api.server.call.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a reader filled in, as it was written, so that it can be shown again; shares in per cent,
 * the restart limit in MiB.
 *
 * @param each growth of single services, a line each: {@code NAME = PER CENT}
 */
public record PlanForm(
    String months,
    String growth,
    String growthLow,
    String growthHigh,
    String each,
    String headroom,
    String cpuHeadroom,
    String arm,
    String workers,
    String limit,
    String service,
    String hardwareClass,
    String currency,
    String source,
    List<Priced> prices,
    List<Retired> retired) {
  private static final double MIB = 1 << 20;

  /** What a host of a class costs a month, and draws. */
  public record Priced(String hardwareClass, String price, String watts) {
    boolean blank() {
      return price.isBlank() && watts.isBlank();
    }
  }

  /** A generation that goes. */
  public record Retired(String generation, String after, String to) {
    static final Retired NONE = new Retired("", "", "");

    boolean blank() {
      return generation.isBlank() && after.isBlank() && to.isBlank();
    }
  }

  static PlanForm of(MultivaluedMap<String, String> given) {
    return new PlanForm(
        first(given, "months"),
        first(given, "growth"),
        first(given, "growth-low"),
        first(given, "growth-high"),
        first(given, "each"),
        first(given, "headroom"),
        first(given, "cpu-headroom"),
        first(given, "arm"),
        first(given, "workers"),
        first(given, "limit"),
        first(given, "service"),
        first(given, "class"),
        first(given, "currency"),
        first(given, "source"),
        prices(given),
        retired(given));
  }

  /** Whether anything was filled in; else a reader has just come. */
  boolean blank() {
    return List.of(months, growth, growthLow, growthHigh, each, headroom, cpuHeadroom, arm).stream()
            .allMatch(String::isBlank)
        && workers.isBlank()
        && limit.isBlank()
        && prices.stream().allMatch(Priced::blank)
        && retired.isEmpty();
  }

  /** The same with growth as it was measured. */
  PlanForm growing(String likely, String low, String high, String headroomPercent) {
    return new PlanForm(
        months,
        likely,
        low,
        high,
        each,
        headroomPercent,
        cpuHeadroom,
        arm,
        workers,
        limit,
        service,
        hardwareClass,
        currency,
        source,
        prices,
        retired);
  }

  /** The question; refuses, by field, what is no number. */
  PlanCapacityRequest question() {
    var question =
        PlanCapacityRequest.newBuilder()
            .setHorizonMonths((int) whole("months", months))
            .setMonthlyGrowth(share("growth", growth))
            .setHeadroom(share("headroom", headroom))
            .setCpuHeadroom(share("cpu-headroom", cpuHeadroom))
            .setArm(arm.strip())
            .setWorkersPerFamily((int) whole("workers", workers))
            .setWorkerLimitBytes(Math.round(number("limit", limit).orElse(0) * MIB));
    growthRange().ifPresent(question::setMonthlyGrowthInterval);
    each.lines().filter(line -> !line.isBlank()).forEach(line -> growthOfOne(line, question));
    Optional.of(service.strip()).filter(name -> !name.isEmpty()).ifPresent(question::addServices);
    Optional.of(hardwareClass.strip())
        .filter(name -> !name.isEmpty())
        .ifPresent(question::addHardwareClasses);
    prices.stream().filter(one -> !one.blank()).map(this::price).forEach(question::addHostPrices);
    retired.stream().map(PlanForm::retirement).forEach(question::addRetirements);
    return question.build();
  }

  private Optional<Interval> growthRange() {
    if (growthLow.isBlank() && growthHigh.isBlank()) {
      return Optional.empty();
    }
    double likely = share("growth", growth);
    return Optional.of(
        Interval.newBuilder()
            .setLow(growthLow.isBlank() ? likely : share("growth-low", growthLow))
            .setHigh(growthHigh.isBlank() ? likely : share("growth-high", growthHigh))
            .build());
  }

  private static void growthOfOne(String line, PlanCapacityRequest.Builder question) {
    int equals = line.lastIndexOf('=');
    if (equals < 1) {
      throw Refusal.invalid("each", "Growth of single services: a line is NAME = PER CENT");
    }
    question.putServiceGrowth(
        line.substring(0, equals).strip(), share("each", line.substring(equals + 1)));
  }

  private HostPrice price(Priced one) {
    var price =
        HostPrice.newBuilder()
            .setHardwareClass(one.hardwareClass())
            .setSource(source.isBlank() ? "as filled in" : source.strip());
    number("price", one.price())
        .ifPresent(
            amount ->
                price
                    .setMonthlyPrice(amount)
                    .setCurrency(currency.isBlank() ? "EUR" : currency.strip()));
    number("watts", one.watts()).ifPresent(price::setWatts);
    return price.build();
  }

  private static Retirement retirement(Retired one) {
    return Retirement.newBuilder()
        .setGeneration(one.generation().strip())
        .setAfterMonths((int) whole("after", one.after()))
        .setMovesToHardwareClass(one.to().strip())
        .build();
  }

  private static double share(String field, String percent) {
    return number(field, percent.replace("%", "")).orElse(0) / 100;
  }

  private static long whole(String field, String text) {
    double value = number(field, text).orElse(0);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw Refusal.invalid(field, field + " must be a whole number, not " + text.strip());
    }
    return (long) value;
  }

  private static OptionalDouble number(String field, String text) {
    String plain = text.strip().replace('−', '-').replace(',', '.');
    if (plain.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!plain.matches("[+-]?[0-9]{1,15}([.][0-9]{1,15})?")) {
      throw Refusal.invalid(field, field + " must be a number such as 2.5, not " + text.strip());
    }
    return OptionalDouble.of(Double.parseDouble(plain));
  }

  private static List<Priced> prices(MultivaluedMap<String, String> given) {
    List<String> names = all(given, "priced");
    List<Priced> prices = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      prices.add(new Priced(names.get(i), at(given, "price", i), at(given, "watts", i)));
    }
    return prices;
  }

  private static List<Retired> retired(MultivaluedMap<String, String> given) {
    List<Retired> rows = new ArrayList<>();
    for (int i = 0; i < all(given, "retire").size(); i++) {
      rows.add(new Retired(at(given, "retire", i), at(given, "after", i), at(given, "to", i)));
    }
    return rows.stream().filter(row -> !row.blank()).toList();
  }

  private static List<String> all(MultivaluedMap<String, String> given, String name) {
    List<String> values = given.get(name);
    return values == null ? List.of() : values;
  }

  private static String at(MultivaluedMap<String, String> given, String name, int place) {
    List<String> values = all(given, name);
    return place < values.size() ? values.get(place) : "";
  }

  private static String first(MultivaluedMap<String, String> given, String name) {
    return at(given, name, 0);
  }
}
