package dev.cowbell.aggregator.savings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one service on one class, to be added up.
 *
 * @param compared its arms, as far as whole days compare them
 * @param arms how much of the fleet runs each arm
 * @param tickCoverage share of expected ticks that arrived: 0 to 1
 */
public record ServiceSavings(
    String service,
    String hardwareClass,
    ClassScale scale,
    List<Savings> compared,
    Map<String, ArmScale> arms,
    double tickCoverage) {

  public ServiceSavings {
    compared = compared.stream().filter(savings -> savings.days().isPresent()).toList();
    arms = Map.copyOf(arms);
  }

  /** The treatment that leaves most, which those on the control have not got yet. */
  Optional<Savings> best() {
    return compared.stream().max(Comparator.comparingDouble(Savings::rank));
  }

  double workers() {
    return arms.values().stream().mapToDouble(ArmScale::workers).sum();
  }

  int hosts() {
    return arms.values().stream().mapToInt(ArmScale::hosts).sum();
  }

  double workersOf(String arm) {
    return arms.getOrDefault(arm, ArmScale.NONE).workers();
  }

  /** Workers that a comparison speaks for. */
  double workersCompared() {
    return arms.keySet().stream()
        .filter(
            arm ->
                compared.stream()
                    .anyMatch(
                        one ->
                            one.arms().control().equals(arm) || one.arms().treatment().equals(arm)))
        .mapToDouble(this::workersOf)
        .sum();
  }
}
