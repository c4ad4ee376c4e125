package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.ByteReading;
import dev.cowbell.api.contract.v1.DurationReading;
import dev.cowbell.api.contract.v1.Family;
import dev.cowbell.api.contract.v1.LifecycleEvent;
import dev.cowbell.api.contract.v1.Reload;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of {@code reload}: what reloads came to, under the arm that the family ran afterwards. */
final class ReloadRows {

  private static final String COPY =
      """
      COPY reload (seen_at, began_at, host_key, service_key, class_key, arm_key, master_pid, master_start_ticks, way,
        workers_before, workers_after, back_millis, back_reason, ready_millis, ready_reason,
        available_before_bytes, available_lowest_bytes)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 17;

  private ReloadRows() {}

  static void write(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    if (batch.ticks().noneMatch(ReloadRows::hasReload)) {
      return;
    }
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      for (AcceptedTick tick : batch.ticks().filter(ReloadRows::hasReload).toList()) {
        for (LifecycleEvent event : tick.message().getEventsList()) {
          if (event.hasReload()) {
            rows(copy, tick, event, keys);
          }
        }
      }
      copy.finish();
    }
  }

  private static boolean hasReload(AcceptedTick tick) {
    return tick.message().getEventsList().stream().anyMatch(LifecycleEvent::hasReload);
  }

  /** A family that is gone again by the end of its tick has no arm to be put under. */
  private static void rows(BinaryCopy copy, AcceptedTick tick, LifecycleEvent event, TickKeys keys)
      throws SQLException {
    for (Family family : tick.message().getFamiliesList()) {
      if (family.getMasterPid() == event.getMasterPid()
          && family.getMasterStartTicks() == event.getMasterStartTicks()) {
        row(copy, tick, event, family, keys);
      }
    }
  }

  private static void row(
      BinaryCopy copy, AcceptedTick tick, LifecycleEvent event, Family family, TickKeys keys)
      throws SQLException {
    Reload reload = event.getReload();
    copy.row()
        .timestamp(ReadingColumns.instant(event.getSeenAt()))
        .timestamp(
            ReadingColumns.instant(reload.hasBeganAt() ? reload.getBeganAt() : event.getSeenAt()))
        .int4(keys.host(tick))
        .int4(keys.service(family))
        .int4(keys.hardwareClass(tick))
        .int4(keys.arm(family))
        .int8(event.getMasterPid())
        .int8(event.getMasterStartTicks())
        .int2(reload.getWayValue())
        .int4(reload.getWorkersBefore())
        .int4(reload.getWorkersAfter());
    span(copy, reload.getBackAfter());
    span(copy, reload.getReadyAfter());
    available(copy, reload.getAvailableBeforeBytes());
    available(copy, reload.getAvailableLowestBytes());
  }

  private static void span(BinaryCopy copy, DurationReading reading) {
    if (reading.hasDuration()) {
      copy.int8(ReadingColumns.millis(reading.getDuration())).absent();
    } else {
      copy.absent().int2(reading.getUnavailable().getReasonValue());
    }
  }

  private static void available(BinaryCopy copy, ByteReading reading) {
    if (reading.hasBytes()) {
      copy.int8(reading.getBytes());
    } else {
      copy.absent();
    }
  }
}
