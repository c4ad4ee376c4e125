package dev.cowbell.aggregator.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The mix of worker ages at which arms are compared: direct standardisation, value = sum of w(age)
 * x mean(age) with the same w for every host.
 *
 * <p>An age belongs to it when at least four fifths of the hosts of each arm have workers of that
 * age; its weight is the mean share of time that hosts spend at it, both arms counting alike.
 *
 * @param weights weight by age bucket, summing to 1; empty when the arms never overlap in age
 */
public record AgeStandard(Map<Integer, Double> weights) {
  static final double HOSTS_THAT_REACH_IT = 0.8;

  public AgeStandard {
    weights = Map.copyOf(weights);
  }

  /** The standard both arms allow. */
  public static AgeStandard sharedBy(
      Collection<HostProfile> control, Collection<HostProfile> treatment) {
    Map<Integer, List<Double>> ofControl = sharesByAge(control);
    Map<Integer, List<Double>> ofTreatment = sharesByAge(treatment);
    Map<Integer, Double> shared = new TreeMap<>();
    ofControl.forEach(
        (age, shares) -> {
          List<Double> others = ofTreatment.getOrDefault(age, List.of());
          if (reached(shares, control) && reached(others, treatment)) {
            shared.put(age, mean(shares) + mean(others));
          }
        });
    return normed(shared);
  }

  /** The same from sums over hosts. */
  static AgeStandard sharedBy(ArmSums control, ArmSums treatment) {
    Map<Integer, Double> others = treatment.ageShares();
    Map<Integer, Double> shared = new TreeMap<>();
    control
        .ageShares()
        .forEach(
            (age, share) -> {
              if (control.reaches(age) && treatment.reaches(age)) {
                shared.put(age, share + others.getOrDefault(age, 0.0));
              }
            });
    return normed(shared);
  }

  private static AgeStandard normed(Map<Integer, Double> shared) {
    double total = shared.values().stream().mapToDouble(Double::doubleValue).sum();
    shared.replaceAll((_, weight) -> weight / total);
    return new AgeStandard(shared);
  }

  /** Whether the arms have no age in common. */
  public boolean isEmpty() {
    return weights.isEmpty();
  }

  /** A host's value at this mix of ages; empty when its workers did not reach all of them. */
  public OptionalDouble valueOf(HostProfile profile) {
    List<AgeMean> standard =
        profile.ages().stream().filter(age -> weights.containsKey(age.ageBucket())).toList();
    if (weights.isEmpty() || standard.size() < weights.size()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        standard.stream()
            .mapToDouble(age -> age.mean() * weights.getOrDefault(age.ageBucket(), 0.0))
            .sum());
  }

  private static Map<Integer, List<Double>> sharesByAge(Collection<HostProfile> profiles) {
    Map<Integer, List<Double>> shares = new TreeMap<>();
    for (HostProfile profile : profiles) {
      profile
          .ageShares()
          .forEach((age, share) -> shares.computeIfAbsent(age, _ -> new ArrayList<>()).add(share));
    }
    return shares;
  }

  private static boolean reached(List<Double> shares, Collection<HostProfile> arm) {
    return !arm.isEmpty() && shares.size() >= HOSTS_THAT_REACH_IT * arm.size();
  }

  private static double mean(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
