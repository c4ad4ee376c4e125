package dev.cowbell.api.server.efficiency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes curves of partial roll-up rows, in any order, one at a time. */
final class CurveMerge {
  private final Map<String, TreeMap<Double, AgeBucketSum>> arms = new TreeMap<>();
  private boolean simulated;

  void add(SharingPart part) {
    if (part.readings() == 0) {
      return; // A mean over nothing is not a point.
    }
    simulated |= part.simulatedReadings() > 0;
    arms.computeIfAbsent(part.arm(), _ -> new TreeMap<>())
        .computeIfAbsent(part.ageFromSeconds(), from -> new AgeBucketSum(from, part.ageToSeconds()))
        .add(part);
  }

  SharingCurves curves() {
    List<SharingCurve> curves = new ArrayList<>();
    arms.forEach(
        (arm, buckets) ->
            curves.add(
                new SharingCurve(
                    arm, buckets.values().stream().map(AgeBucketSum::point).toList())));
    return new SharingCurves(List.copyOf(curves), simulated);
  }
}
