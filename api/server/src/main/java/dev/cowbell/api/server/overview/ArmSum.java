package dev.cowbell.api.server.overview;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.fleet.ServiceOnClass;
import java.util.OptionalDouble;

/**
 * An arm as the database adds it up.
 *
 * @param workers at their hosts' last ticks
 * @param lostShare of what workers inherited at fork, 0 to 1, over all their readings of the arm's
 *     last quarter of an hour; empty where nothing could be read
 */
public record ArmSum(ServiceOnClass scope, String arm, long workers, OptionalDouble lostShare) {

  /** The first so many arms. */
  static final String FIRST =
      """
      SELECT f.service_name, f.class_name, f.arm_name, f.workers, r.loss_sum, r.inherited_sum
      FROM (
        SELECT service_name, class_name, arm_name, sum(worker_count)::bigint AS workers
        FROM api.family_latest
        GROUP BY service_name, class_name, arm_name
        ORDER BY service_name, class_name, arm_name LIMIT ?
      ) f
      LEFT JOIN LATERAL (
        SELECT sum(r.loss_sum) AS loss_sum, sum(r.inherited_sum) AS inherited_sum
        FROM api.sharing_rollup r
        WHERE r.service_name = f.service_name AND r.class_name = f.class_name AND r.arm_name = f.arm_name
          AND r.bucket_at > (
            SELECT max(n.bucket_at) FROM api.sharing_newest n
            WHERE n.service_name = f.service_name AND n.class_name = f.class_name AND n.arm_name = f.arm_name
          ) - INTERVAL '15 minutes'
      ) r ON true
      ORDER BY f.service_name, f.class_name, f.arm_name
      """;

  static ArmSum read(Row row) {
    return new ArmSum(
        new ServiceOnClass(row.text("service_name"), row.text("class_name")),
        row.text("arm_name"),
        row.number("workers"),
        row.isNull("inherited_sum") || row.fraction("inherited_sum") == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(row.fraction("loss_sum") / row.fraction("inherited_sum")));
  }
}
