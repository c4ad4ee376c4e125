package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.savings.ArmScale;
import dev.cowbell.aggregator.savings.ClassScale;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service on a class, with the whole days that its arms were seen on.
 *
 * @param arms its arms by name
 * @param tickCoverage share of the expected ticks that arrived on the last day: 0 to 1
 */
public record ServiceDays(
    ServiceOnClass about,
    int serviceKey,
    int classKey,
    ClassScale scale,
    Map<String, SeenArm> arms,
    double tickCoverage) {

  /**
   * One arm.
   *
   * @param firstDay first day ever, since 1970-01-01
   * @param days days lately, ascending
   * @param size hosts and workers on the last day of the service; none where it was not seen then
   */
  public record SeenArm(
      int armKey, long firstDay, List<Long> days, ArmScale size, boolean simulated) {}

  public ServiceDays {
    arms = Collections.unmodifiableMap(new TreeMap<>(arms));
  }

  int armKey(String name) {
    SeenArm arm = arms.get(name);
    if (arm == null) {
      throw new IllegalStateException("%s has no arm %s".formatted(about, name));
    }
    return arm.armKey();
  }

  /** How much of the fleet runs each arm. */
  public Map<String, ArmScale> sizes() {
    Map<String, ArmScale> sizes = new TreeMap<>();
    arms.forEach((name, arm) -> sizes.put(name, arm.size()));
    return sizes;
  }
}
