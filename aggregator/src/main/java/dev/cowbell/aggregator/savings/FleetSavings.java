package dev.cowbell.aggregator.savings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Savings added up: realised by workers that run a better arm, and remaining for those that still
 * run the control. Only what whole days compare is added up; for the rest the coverage says how
 * much of the fleet a total speaks for. Classes are compared by themselves and only then added up.
 *
 * @param service empty for all services
 * @param hardwareClass empty for all classes
 * @param workerCoverage share of the workers that a comparison speaks for: 0 to 1
 * @param tickCoverage share of expected ticks that arrived: 0 to 1
 */
public record FleetSavings(
    Optional<String> service,
    Optional<String> hardwareClass,
    Total realised,
    Total remaining,
    double workerCoverage,
    double tickCoverage,
    boolean simulated) {

  /** One for each service on a class, one for each class, one for the fleet. */
  public static List<FleetSavings> of(
      Collection<ServiceSavings> services, Coefficients coefficients) {
    List<FleetSavings> all = new ArrayList<>();
    services.forEach(
        one ->
            all.add(
                sum(
                    Optional.of(one.service()),
                    Optional.of(one.hardwareClass()),
                    List.of(one),
                    coefficients)));
    services.stream()
        .collect(
            Collectors.groupingBy(ServiceSavings::hardwareClass, TreeMap::new, Collectors.toList()))
        .forEach(
            (name, members) ->
                all.add(sum(Optional.empty(), Optional.of(name), members, coefficients)));
    if (!services.isEmpty()) {
      all.add(sum(Optional.empty(), Optional.empty(), services, coefficients));
    }
    return all;
  }

  private static FleetSavings sum(
      Optional<String> service,
      Optional<String> hardwareClass,
      Collection<ServiceSavings> members,
      Coefficients coefficients) {
    double workers = members.stream().mapToDouble(ServiceSavings::workers).sum();
    return new FleetSavings(
        service,
        hardwareClass,
        members.stream().map(one -> realised(one, coefficients)).reduce(Total::plus).orElseThrow(),
        members.stream().map(one -> remaining(one, coefficients)).reduce(Total::plus).orElseThrow(),
        ratio(members.stream().mapToDouble(ServiceSavings::workersCompared).sum(), workers),
        ratio(
            members.stream().mapToDouble(one -> one.tickCoverage() * one.workers()).sum(), workers),
        members.stream().flatMap(one -> one.compared().stream()).anyMatch(Savings::simulated));
  }

  private static Total realised(ServiceSavings one, Coefficients coefficients) {
    return one.compared().stream()
        .flatMap(
            savings ->
                savings.days().stream()
                    .map(
                        days ->
                            Total.of(
                                days,
                                one.workersOf(savings.arms().treatment()),
                                one,
                                coefficients)))
        .reduce(Total::andOnTheSameHosts)
        .orElseGet(() -> Total.none(one, coefficients));
  }

  private static Total remaining(ServiceSavings one, Coefficients coefficients) {
    return one.best().stream()
        .flatMap(
            best ->
                best.days().stream()
                    .map(
                        days ->
                            Total.of(
                                days, one.workersOf(best.arms().control()), one, coefficients)))
        .findFirst()
        .orElseGet(() -> Total.none(one, coefficients));
  }

  /** For totals of few hosts rounding must not take a share above one. */
  private static double ratio(double part, double whole) {
    return whole > 0 ? Math.min(1, part / whole) : 0;
  }

  /** Realised and remaining, each with whether it is the first. */
  public Stream<Total> totals() {
    return Stream.of(realised, remaining);
  }
}
