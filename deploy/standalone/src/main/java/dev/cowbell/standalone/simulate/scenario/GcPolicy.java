package dev.cowbell.standalone.simulate.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CPython's cyclic collector is set to, and what that means for memory.
 *
 * @param name default, disabled, threshold-N, frozen, frozen+threshold-N or disabled+frozen
 * @param threshold of generation 0
 */
public record GcPolicy(String name, boolean enabled, boolean frozen, int threshold) {
  static final String FORMS =
      "default, disabled, threshold-N, frozen, frozen+threshold-N, disabled+frozen";

  private static final int DEFAULT_THRESHOLD = 700;
  private static final Pattern FORM =
      Pattern.compile("default|(disabled)?\\+?(frozen)?\\+?(?:threshold-(\\d{1,9}))?");

  static Optional<GcPolicy> named(String name) {
    Matcher parts = FORM.matcher(name);
    if (name.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    boolean enabled = parts.group(1) == null;
    boolean frozen = parts.group(2) != null;
    int threshold = parts.group(3) == null ? DEFAULT_THRESHOLD : Integer.parseInt(parts.group(3));
    var policy = new GcPolicy(name, enabled, frozen, threshold);
    return policy.canonicalName().equals(name) ? Optional.of(policy) : Optional.empty();
  }

  /** gc.get_threshold(). */
  public List<Integer> thresholds() {
    return List.of(threshold, 10, 10);
  }

  /** Whether full collections run at all. */
  public boolean collects() {
    return enabled && threshold > 0;
  }

  /** Whether a full collection writes to the objects that were there at fork. */
  boolean copiesInherited() {
    return collects() && !frozen;
  }

  /** How much rarer collections are than with the default threshold. */
  double rarity() {
    return threshold / (double) DEFAULT_THRESHOLD;
  }

  private String canonicalName() {
    String parts =
        (enabled ? "" : "+disabled")
            + (frozen ? "+frozen" : "")
            + (enabled && threshold != DEFAULT_THRESHOLD ? "+threshold-" + threshold : "");
    return parts.isEmpty() ? "default" : parts.substring(1);
  }
}
