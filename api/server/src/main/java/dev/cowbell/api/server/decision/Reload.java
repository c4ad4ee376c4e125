package dev.cowbell.api.server.decision;

import dev.cowbell.api.server.database.Row;
import dev.cowbell.api.server.figure.Figure;
import java.time.Instant;

/**
 * A family that replaced all its workers at once, under the arm it ran afterwards.
 *
 * @param backMillis until there were as many workers as before
 * @param readyMillis until each had used the CPU a new worker needs to be ready
 * @param availableBefore MemAvailable of the host before it
 * @param availableLowest the least while it lasted
 */
public record Reload(
    String hostId,
    boolean simulated,
    String arm,
    Instant seenAt,
    int workersBefore,
    int workersAfter,
    Figure backMillis,
    Figure readyMillis,
    Figure availableBefore,
    Figure availableLowest) {
  static final String OF_SERVICE =
      """
      SELECT host_id, simulated, arm_name, seen_at, workers_before, workers_after, back_millis, back_reason,
             ready_millis, ready_reason, available_before_bytes, available_lowest_bytes, 0 AS no_reason
      FROM api.reload
      WHERE service_name = ? AND class_name = ?
      ORDER BY seen_at DESC
      LIMIT ?
      """;

  static Reload read(Row row) {
    return new Reload(
        row.text("host_id"),
        row.flag("simulated"),
        row.text("arm_name"),
        row.requiredInstant("seen_at"),
        row.smallNumber("workers_before"),
        row.smallNumber("workers_after"),
        row.figure("back_millis", "back_reason"),
        row.figure("ready_millis", "ready_reason"),
        row.figure("available_before_bytes", "no_reason"),
        row.figure("available_lowest_bytes", "no_reason"));
  }
}
