package dev.cowbell.api.server.efficiency;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A point of a curve as the database adds it up: means without a spread, for many services at once.
 */
record MeanPoint(ServiceOnClass scope, String arm, boolean simulated, SharingPoint point) {
  /** An empty service or class stands for all. */
  static final String MATCHING =
      """
      SELECT r.service_name, r.class_name, r.arm_name, b.from_seconds, b.to_seconds,
             sum(r.readings)::bigint AS readings, sum(r.estimated_readings)::bigint AS estimated_readings,
             sum(r.simulated_readings)::bigint AS simulated_readings,
             sum(r.inherited_sum) AS inherited_sum, sum(r.still_shared_sum) AS still_shared_sum,
             sum(r.loss_sum) AS loss_sum, sum(r.growth_sum) AS growth_sum
      FROM api.sharing_rollup r
      JOIN api.age_bucket b USING (age_bucket)
      WHERE MATCHING
        AND r.bucket_at >= ? AND r.bucket_at < ?
      GROUP BY r.service_name, r.class_name, r.arm_name, b.from_seconds, b.to_seconds
      HAVING sum(r.readings) > 0
      ORDER BY r.service_name, r.class_name, r.arm_name, b.from_seconds
      """;

  static MeanPoint read(Row row) {
    long readings = row.number("readings");
    return new MeanPoint(
        new ServiceOnClass(row.text("service_name"), row.text("class_name")),
        row.text("arm_name"),
        row.number("simulated_readings") > 0,
        new SharingPoint(
            row.fraction("from_seconds"),
            row.fraction("to_seconds"),
            readings,
            row.number("estimated_readings"),
            row.fraction("inherited_sum") / readings,
            row.fraction("still_shared_sum") / readings,
            row.fraction("loss_sum") / readings,
            row.fraction("growth_sum") / readings,
            Optional.empty()));
  }

  /** Curves by what they are of, from points in the order of the query. */
  static Map<ServiceOnClass, SharingCurves> curves(List<MeanPoint> points) {
    Map<ServiceOnClass, Map<String, List<SharingPoint>>> arms = new LinkedHashMap<>();
    Map<ServiceOnClass, Boolean> simulated = new LinkedHashMap<>();
    for (MeanPoint each : points) {
      arms.computeIfAbsent(each.scope, _ -> new LinkedHashMap<>())
          .computeIfAbsent(each.arm, _ -> new ArrayList<>())
          .add(each.point);
      simulated.merge(each.scope, each.simulated, Boolean::logicalOr);
    }
    Map<ServiceOnClass, SharingCurves> curves = new LinkedHashMap<>();
    arms.forEach(
        (scope, of) -> curves.put(scope, curves(of, simulated.getOrDefault(scope, false))));
    return curves;
  }

  private static SharingCurves curves(Map<String, List<SharingPoint>> arms, boolean simulated) {
    return new SharingCurves(
        arms.entrySet().stream().map(e -> new SharingCurve(e.getKey(), e.getValue())).toList(),
        simulated);
  }
}
