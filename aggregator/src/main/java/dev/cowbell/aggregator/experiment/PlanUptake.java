package dev.cowbell.aggregator.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether hosts did what a plan asked for: nobody tells Cowbell, their arms do. A plan is taken up
 * on the day on which at least four fifths of either side run one arm each, and not the same.
 *
 * @param day the day, in days since 1970-01-01
 */
public record PlanUptake(long day, String controlArm, String treatmentArm) {

  private static final double FOLLOWERS = 0.8;

  /**
   * What a day's arms say.
   *
   * @param arms the one arm that each host ran all day; others are left out
   */
  public static Optional<PlanUptake> on(long day, PairPlan plan, Map<String, String> arms) {
    Optional<String> control = side(plan, arms, HostPair::controlHost);
    Optional<String> treatment = side(plan, arms, HostPair::treatmentHost);
    return control.flatMap(
        c -> treatment.filter(t -> !t.equals(c)).map(t -> new PlanUptake(day, c, t)));
  }

  private static Optional<String> side(
      PairPlan plan, Map<String, String> arms, Function<HostPair, String> host) {
    List<String> hosts = plan.pairs().stream().map(host).toList();
    Map<String, Long> counts =
        hosts.stream()
            .filter(arms::containsKey)
            .map(one -> arms.getOrDefault(one, ""))
            .collect(Collectors.groupingBy(arm -> arm, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(arm -> arm.getValue() >= FOLLOWERS * hosts.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The policy that an arm stands for: what most of its hosts showed on the first day. */
  public static Optional<String> policy(Collection<String> shown) {
    return shown.stream()
        .collect(Collectors.groupingBy(policy -> policy, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
