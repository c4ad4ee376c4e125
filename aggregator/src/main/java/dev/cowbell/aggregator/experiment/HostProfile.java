package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One host's whole evidence: one mean per worker age, over all days of its window. However many
 * workers and days it has, it counts once.
 */
public record HostProfile(String hostId, List<AgeMean> ages) {

  public HostProfile {
    ages = merged(ages);
  }

  /** One figure without ages, such as a family's footprint per host. */
  public static HostProfile ofValue(String hostId, double value) {
    return new HostProfile(hostId, List.of(new AgeMean(0, value, 1)));
  }

  /** The mean over the host's own mix of worker ages: what the host pays. */
  public OptionalDouble ownAgeMix() {
    return ages.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(mean(ages));
  }

  /** The share of its weight that each age has. */
  Map<Integer, Double> ageShares() {
    double total = ages.stream().mapToDouble(AgeMean::weight).sum();
    Map<Integer, Double> shares = new TreeMap<>();
    ages.forEach(age -> shares.put(age.ageBucket(), age.weight() / total));
    return shares;
  }

  /** Several readings of one age become one; what is not a number is left out. */
  private static List<AgeMean> merged(Collection<AgeMean> readings) {
    Map<Integer, AgeMean> byAge = new TreeMap<>();
    readings.stream()
        .filter(AgeMean::usable)
        .forEach(reading -> byAge.merge(reading.ageBucket(), reading, HostProfile::merged));
    return List.copyOf(byAge.values());
  }

  private static AgeMean merged(AgeMean one, AgeMean other) {
    return new AgeMean(one.ageBucket(), mean(List.of(one, other)), one.weight() + other.weight());
  }

  private static double mean(List<AgeMean> ages) {
    double weights = ages.stream().mapToDouble(AgeMean::weight).sum();
    return ages.stream().mapToDouble(age -> age.mean() * (age.weight() / weights)).sum();
  }
}
