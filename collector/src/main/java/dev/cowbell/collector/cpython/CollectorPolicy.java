package dev.cowbell.collector.cpython;

import java.util.ArrayList;
import java.util.List;

/**
 * The policy of CPython's cyclic collector as it is in force.
 *
 * @param enabled gc.isenabled()
 * @param thresholds gc.get_threshold()
 * @param frozen whether gc.freeze() has moved objects to the permanent generation
 * @param name its parts: default, disabled, threshold-0, threshold-N, frozen, frozen+threshold-N,
 *     disabled+frozen
 */
public record CollectorPolicy(
    boolean enabled, List<Integer> thresholds, boolean frozen, String name) {

  /**
   * Names a policy. A disabled collector's thresholds are not named: nothing looks at them.
   *
   * @param defaultThreshold0 what generation 0 has in this version when nobody changed it
   */
  static CollectorPolicy of(
      boolean enabled, List<Integer> thresholds, boolean frozen, int defaultThreshold0) {
    List<String> parts = new ArrayList<>();
    if (!enabled) {
      parts.add("disabled");
    }
    if (frozen) {
      parts.add("frozen");
    }
    if (enabled && thresholds.getFirst() != defaultThreshold0) {
      parts.add("threshold-" + thresholds.getFirst());
    }
    return new CollectorPolicy(
        enabled, thresholds, frozen, parts.isEmpty() ? "default" : String.join("+", parts));
  }

  /** Whether this is still what such a state means. */
  boolean isOf(GcState state, boolean isFrozen) {
    return enabled == state.enabled()
        && frozen == isFrozen
        && thresholds.get(0) == state.threshold0()
        && thresholds.get(1) == state.threshold1()
        && thresholds.get(2) == state.threshold2();
  }
}
