package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.contract.v1.RecommendationKind;
import dev.cowbell.api.server.call.Refusal;
import java.util.Arrays;

/**
 * Which recommendation: {@code service|hardware class|kind}.
 *
 * @param place service and hardware class with the bar between them; a name may hold bars itself
 */
record RecommendationId(String place, RecommendationKind kind) {
  private static final String PREFIX = "RECOMMENDATION_KIND_";

  static RecommendationId parse(String id) {
    int bar = id.lastIndexOf('|');
    if (bar < 0) {
      throw malformed(id);
    }
    String kind = id.substring(bar + 1);
    return Arrays.stream(RecommendationKind.values())
        .filter(k -> k.name().equals(kind) || k.name().equals(PREFIX + kind))
        .filter(k -> k != RecommendationKind.UNRECOGNIZED)
        .findFirst()
        .map(k -> new RecommendationId(id.substring(0, bar), k))
        .orElseThrow(() -> malformed(id));
  }

  static String of(String service, String hardwareClass, RecommendationKind kind) {
    return service + "|" + hardwareClass + "|" + of(kind);
  }

  /** A kind as it stands in an id, such as GC_POLICY. */
  static String of(RecommendationKind kind) {
    String name = kind.name();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private static Refusal malformed(String id) {
    return Refusal.invalid(
        "id",
        "id must be service|hardware class|kind with a kind such as GC_POLICY or WORKER_RSS_LIMIT,"
            + " not "
            + id);
  }
}
