package dev.cowbell.standalone.simulate.obey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all groups of a fleet have been told; never changed, only replaced. */
public final class Rollouts {
  private static final Rollout NONE = new Rollout.First("", 0);

  private final HostOrder order;
  private final Map<String, Rollout> byGroup;

  private Rollouts(HostOrder order, Map<String, Rollout> byGroup) {
    this.order = order;
    this.byGroup = byGroup;
  }

  /** Nobody has been told anything. */
  public static Rollouts none(HostOrder order) {
    return new Rollouts(order, Map.of());
  }

  /** After one more piece of advice. Advice for a group without hosts changes nothing. */
  public Rollouts after(Advice advice) {
    String group = advice.group();
    if (order.groupSize(group) == 0) {
      return this;
    }
    Map<String, Rollout> next = new HashMap<>(byGroup);
    Rollout before = byGroup.getOrDefault(group, NONE);
    next.put(
        group,
        advice.hostIds().isEmpty()
            ? before.after(advice, order.groupSize(group))
            : new Rollout.Named(advice.treatment(), order.named(group, advice.hostIds())));
    return new Rollouts(order, Map.copyOf(next));
  }

  /** The arm that a host is to run; empty for the one it began with. */
  public Optional<String> armOf(int host) {
    Rollout rollout = byGroup.getOrDefault(order.groupOf(host), NONE);
    return rollout.has(host, order.rankOf(host))
        ? Optional.of(rollout.treatment())
        : Optional.empty();
  }

  /** How many hosts of a group run the arm advised. */
  public int hostsOf(String service, String hardwareClass) {
    return byGroup.getOrDefault(HostOrder.group(service, hardwareClass), NONE).hosts();
  }
}
