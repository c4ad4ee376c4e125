package dev.cowbell.api.server.planning;

import dev.cowbell.api.contract.v1.CapacityMonth;
import dev.cowbell.api.contract.v1.CapacityResource;
import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.Interval;
import dev.cowbell.api.contract.v1.Money;
import dev.cowbell.api.contract.v1.MoneyReading;
import dev.cowbell.api.contract.v1.PlanCapacityResponse;
import dev.cowbell.api.contract.v1.Unavailable;
import dev.cowbell.api.contract.v1.UnavailableReason;
import dev.cowbell.api.contract.v1.Watts;
import dev.cowbell.api.contract.v1.WattsReading;
import dev.cowbell.api.server.capacity.ClassMonth;
import dev.cowbell.api.server.capacity.ClassPlan;
import dev.cowbell.api.server.capacity.Fleet;
import dev.cowbell.api.server.capacity.HostClass;
import dev.cowbell.api.server.capacity.Load;
import dev.cowbell.api.server.capacity.Plan;
import dev.cowbell.api.server.capacity.Question;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.capacity.Resource;
import dev.cowbell.api.server.figure.Readings;
import java.time.Instant;
import java.util.Map;

/** A plan as callers of the API get it. */
final class PlanMessages {
  private static final String BASIS =
      "least and most that the growth interval, the savings intervals and the restart limit allow;"
          + " not a confidence interval";

  private final Question question;
  private final Map<String, HostPrice> prices;
  private final Instant readAt;
  private final Months months;

  PlanMessages(Question question, Map<String, HostPrice> prices, Instant readAt) {
    this.question = question;
    this.prices = prices;
    this.readAt = readAt;
    months = Months.from(readAt);
  }

  PlanCapacityResponse of(Plan plan, Fleet fleet, boolean someServices) {
    PlanWords words = new PlanWords(question, months);
    var message =
        PlanCapacityResponse.newBuilder()
            .setSummary(words.summary(plan))
            .addAllAssumptions(words.assumptions(plan, fleet, someServices))
            .setSimulated(
                fleet.loads().stream().anyMatch(Load::simulated)
                    || fleet.classes().stream().anyMatch(HostClass::simulated))
            .setReadAt(Readings.moment(readAt));
    plan.binding().ifPresent(one -> message.setBindingHardwareClass(one.hostClass().name()));
    for (ClassPlan one : plan.classes()) {
      message.addClasses(classPlan(one, words));
      one.months().forEach(month -> message.addMonths(month(one, month)));
    }
    return message.build();
  }

  private dev.cowbell.api.contract.v1.ClassPlan classPlan(ClassPlan plan, PlanWords words) {
    Range toBuy = plan.hostsToBuy();
    var message =
        dev.cowbell.api.contract.v1.ClassPlan.newBuilder()
            .setHardwareClass(plan.hostClass().name())
            .setBinding(resource(plan.deciding().binding()))
            .setExplanation(words.explanation(plan))
            .setHostsToBuy((int) toBuy.likely())
            .setHostsToBuyInterval(interval(toBuy))
            .setMonthlyCost(money(plan))
            .setWatts(watts(plan))
            .setHosts(plan.hostClass().hosts());
    plan.exhausted().ifPresent(m -> message.setExhaustedAt(Readings.moment(months.start(m))));
    plan.exhaustedEarliest()
        .ifPresent(m -> message.setExhaustedAtEarliest(Readings.moment(months.start(m))));
    return message.build();
  }

  private CapacityMonth month(ClassPlan plan, ClassMonth month) {
    return CapacityMonth.newBuilder()
        .setMonth(Readings.moment(months.start(month.month())))
        .setHardwareClass(plan.hostClass().name())
        .setNeededBytes(month.need().bytes().likely())
        .setNeededInterval(interval(month.need().bytes()))
        .setAvailableBytes(month.usableBytes())
        .setNeededCores(month.need().cores().likely())
        .setNeededCoresInterval(interval(month.need().cores()))
        .setAvailableCores(month.usableCores())
        .setHosts(month.hosts())
        .setHostsNeeded((int) month.hostsNeeded().likely())
        .setHostsNeededInterval(interval(month.hostsNeeded()))
        .build();
  }

  private MoneyReading money(ClassPlan plan) {
    HostPrice price = prices.get(plan.hostClass().name());
    if (price == null || !price.hasMonthlyPrice()) {
      return MoneyReading.newBuilder().setUnavailable(unknown("price")).build();
    }
    Range amount = plan.hostsToBuy().times(price.getMonthlyPrice());
    return MoneyReading.newBuilder()
        .setMoney(
            Money.newBuilder()
                .setAmount(amount.likely())
                .setCurrency(price.getCurrency())
                .setInterval(interval(amount))
                .setSource(price.getSource()))
        .build();
  }

  private WattsReading watts(ClassPlan plan) {
    HostPrice price = prices.get(plan.hostClass().name());
    if (price == null || !price.hasWatts()) {
      return WattsReading.newBuilder().setUnavailable(unknown("watts")).build();
    }
    Range watts = plan.hostsToBuy().times(price.getWatts());
    return WattsReading.newBuilder()
        .setWatts(
            Watts.newBuilder()
                .setWatts(watts.likely())
                .setInterval(interval(watts))
                .setSource(price.getSource()))
        .build();
  }

  private static Unavailable unknown(String what) {
    return Unavailable.newBuilder()
        .setReason(UnavailableReason.UNAVAILABLE_REASON_NOT_SUPPORTED)
        .setDetail(
            "host_prices of the request holds no "
                + what
                + " for this class; Cowbell holds none of its own")
        .build();
  }

  private static Interval interval(Range range) {
    return Interval.newBuilder().setLow(range.low()).setHigh(range.high()).setBasis(BASIS).build();
  }

  private static CapacityResource resource(Resource resource) {
    return switch (resource) {
      case MEMORY -> CapacityResource.CAPACITY_RESOURCE_MEMORY;
      case CPU -> CapacityResource.CAPACITY_RESOURCE_CPU;
    };
  }
}
