package dev.cowbell.api.server.planning;

import dev.cowbell.api.contract.v1.HostPrice;
import dev.cowbell.api.contract.v1.PlanCapacityRequest;
import dev.cowbell.api.server.call.Asked;
import dev.cowbell.api.server.call.Refusal;
import dev.cowbell.api.server.capacity.Question;
import dev.cowbell.api.server.capacity.Range;
import dev.cowbell.api.server.capacity.Retirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a request for a plan; refuses what cannot be meant, by field. */
final class Questions {
  private static final int USUAL_MONTHS = 12;
  private static final int MOST_MONTHS = 60;
  private static final int MOST_NAMES = 1000;
  private static final int MOST_WORKERS = 10_000;
  private static final double LEAST_GROWTH = -0.5;
  private static final double MOST_GROWTH = 1;
  private static final double MOST_HEADROOM = 0.9;

  private Questions() {}

  static Question of(PlanCapacityRequest asked) {
    few("services", asked.getServicesCount());
    few("hardware_classes", asked.getHardwareClassesCount());
    return new Question(
        months(asked.getHorizonMonths()),
        growth(asked),
        serviceGrowth(asked.getServiceGrowthMap()),
        Optional.of(Asked.optional("arm", asked.getArm())).filter(arm -> !arm.isEmpty()),
        workers(asked.getWorkersPerFamily()),
        limit(asked.getWorkerLimitBytes()),
        between("headroom", asked.getHeadroom(), 0, MOST_HEADROOM),
        between("cpu_headroom", asked.getCpuHeadroom(), 0, MOST_HEADROOM),
        retirements(asked));
  }

  /** Prices by hardware class. */
  static Map<String, HostPrice> prices(PlanCapacityRequest asked) {
    few("host_prices", asked.getHostPricesCount());
    Map<String, HostPrice> prices = new HashMap<>();
    for (int i = 0; i < asked.getHostPricesCount(); i++) {
      HostPrice price = asked.getHostPrices(i);
      String field = "host_prices[" + i + "].";
      Asked.required(field + "hardware_class", price.getHardwareClass());
      Asked.required(field + "source", price.getSource());
      if (price.hasMonthlyPrice()) {
        between(field + "monthly_price", price.getMonthlyPrice(), 0, 1e9);
        currency(field + "currency", price.getCurrency(), asked.getHostPrices(0).getCurrency());
      }
      if (price.hasWatts()) {
        between(field + "watts", price.getWatts(), 0, 1e6);
      }
      if (prices.put(price.getHardwareClass(), price) != null) {
        throw Refusal.invalid(field + "hardware_class", "host_prices names a class twice");
      }
    }
    return prices;
  }

  private static void currency(String field, String currency, String first) {
    if (!currency.matches("[A-Z]{3}") || !currency.equals(first)) {
      throw Refusal.invalid(
          field, field + " must be three letters such as EUR, the same in every price");
    }
  }

  private static int months(int asked) {
    if (asked < 0 || asked > MOST_MONTHS) {
      throw Refusal.invalid(
          "horizon_months", "horizon_months must be 1 to 60, or 0 for 12, not " + asked);
    }
    return asked == 0 ? USUAL_MONTHS : asked;
  }

  private static Range growth(PlanCapacityRequest asked) {
    double likely = between("monthly_growth", asked.getMonthlyGrowth(), LEAST_GROWTH, MOST_GROWTH);
    if (!asked.hasMonthlyGrowthInterval()) {
      return Range.exactly(likely);
    }
    String field = "monthly_growth_interval";
    double low =
        between(field + ".low", asked.getMonthlyGrowthInterval().getLow(), LEAST_GROWTH, likely);
    double high =
        between(field + ".high", asked.getMonthlyGrowthInterval().getHigh(), likely, MOST_GROWTH);
    return new Range(low, likely, high);
  }

  private static Map<String, Double> serviceGrowth(Map<String, Double> asked) {
    few("service_growth", asked.size());
    asked.forEach(
        (service, growth) -> {
          Asked.required("service_growth", service);
          between("service_growth", growth, LEAST_GROWTH, MOST_GROWTH);
        });
    return Map.copyOf(asked);
  }

  private static OptionalInt workers(int asked) {
    if (asked < 0 || asked > MOST_WORKERS) {
      throw Refusal.invalid(
          "workers_per_family", "workers_per_family must be 1 to 10000, or 0 for as they are");
    }
    return asked == 0 ? OptionalInt.empty() : OptionalInt.of(asked);
  }

  private static OptionalLong limit(long asked) {
    if (asked < 0 || asked > 1L << 50) {
      throw Refusal.invalid(
          "worker_limit_bytes", "worker_limit_bytes must be bytes of one worker, or 0 for none");
    }
    return asked == 0 ? OptionalLong.empty() : OptionalLong.of(asked);
  }

  private static List<Retirement> retirements(PlanCapacityRequest asked) {
    few("retirements", asked.getRetirementsCount());
    return asked.getRetirementsList().stream()
        .map(
            one ->
                new Retirement(
                    Asked.required("retirements.generation", one.getGeneration()),
                    (int)
                        between(
                            "retirements.after_months",
                            (double) Integer.toUnsignedLong(one.getAfterMonths()),
                            0,
                            MOST_MONTHS),
                    Asked.required(
                        "retirements.moves_to_hardware_class", one.getMovesToHardwareClass())))
        .toList();
  }

  private static double between(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // Not a number is neither.
      throw Refusal.invalid(
          field, "%s must be %s to %s, not %s".formatted(field, least, most, value));
    }
    return value;
  }

  private static void few(String field, int count) {
    if (count > MOST_NAMES) {
      throw Refusal.invalid(field, field + " may hold 1000 at most, not " + count);
    }
  }
}
