package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the hosts of one arm on one class showed, as sums over hosts.
 *
 * @param byAge the figure at each worker age
 * @param ageWeights how much of the arm's readings were of that age
 * @param ownMix the figure of each host at its own mix of ages
 */
public record ArmSums(
    Map<Integer, HostSums> byAge, Map<Integer, Double> ageWeights, HostSums ownMix) {

  public ArmSums {
    byAge = Map.copyOf(byAge);
    ageWeights = Map.copyOf(ageWeights);
  }

  /** Several whole days as one; an age counts when it was seen on each of them. */
  public static ArmSums overDays(Collection<ArmSums> days) {
    Map<Integer, List<HostSums>> ages =
        days.stream()
            .flatMap(day -> day.byAge.entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    ages.values().removeIf(seen -> seen.size() < days.size());
    Map<Integer, HostSums> byAge = new TreeMap<>();
    ages.forEach((age, seen) -> byAge.put(age, HostSums.overDays(seen)));
    Map<Integer, Double> weights = new TreeMap<>();
    days.forEach(
        day -> day.ageWeights.forEach((age, weight) -> weights.merge(age, weight, Double::sum)));
    return new ArmSums(
        byAge, weights, HostSums.overDays(days.stream().map(ArmSums::ownMix).toList()));
  }

  /** The share of its readings that each age has. */
  Map<Integer, Double> ageShares() {
    double total = ageWeights.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<Integer, Double> shares = new TreeMap<>();
    ageWeights.forEach((age, weight) -> shares.put(age, weight / total));
    return shares;
  }

  /** Whether nearly all of its hosts have workers of that age. */
  boolean reaches(int age) {
    HostSums seen = byAge.get(age);
    return seen != null
        && ownMix.hosts() > 0
        && seen.hosts() >= AgeStandard.HOSTS_THAT_REACH_IT * ownMix.hosts();
  }

  /** The figure as one value per host. */
  Spread ownMixSpread() {
    return Spread.of(ownMix);
  }

  /**
   * The figure at a standard mix of ages. How the ages of a host vary together is not kept, so its
   * deviation is taken as the weighted sum of deviations, the most that it can be.
   */
  Spread atAges(AgeStandard standard) {
    int hosts = ownMix.hosts();
    double mean = 0;
    double deviation = 0;
    for (Map.Entry<Integer, Double> age : standard.weights().entrySet()) {
      HostSums seen = byAge.getOrDefault(age.getKey(), new HostSums(0, 0, 0));
      hosts = Math.min(hosts, seen.hosts());
      mean += age.getValue() * seen.mean();
      deviation += age.getValue() * seen.standardDeviation();
    }
    return new Spread(hosts, hosts == 0 ? 0 : mean, deviation, Math.abs(mean) + deviation);
  }
}
