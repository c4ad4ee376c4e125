package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;

/**
 * Families of an arm whose collector policy is not what the arm says, or was changed by somebody
 * within the last day: a library that enables the collector again, for instance.
 */
public record PolicyUndone(ServiceOnClass scope, String arm, int families) {
  /** An arm with a name of its own says nothing of its policy; only its changes are seen. */
  static final String NOW =
      """
      SELECT f.service_name, f.class_name, f.arm_name, count(*) AS families
      FROM api.family_latest f
      WHERE (f.arm_name ~ '^(default|disabled|frozen|threshold-[0-9]+)([+].*)?$' AND f.policy_name <> f.arm_name)
         OR EXISTS (
           SELECT FROM api.lifecycle e
           WHERE e.host_id = f.host_id AND e.kind = 6 AND e.master_pid = f.master_pid
             AND e.master_start_ticks = f.master_start_ticks AND e.seen_at > f.collected_at - INTERVAL '1 day')
      GROUP BY f.service_name, f.class_name, f.arm_name
      ORDER BY f.service_name, f.class_name, f.arm_name
      """;

  static PolicyUndone read(Row row) {
    return new PolicyUndone(
        new ServiceOnClass(row.text("service_name"), row.text("class_name")),
        row.text("arm_name"),
        row.smallNumber("families"));
  }
}
