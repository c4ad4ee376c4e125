package dev.cowbell.aggregator.store;

import dev.cowbell.api.contract.v1.LifecycleEvent;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of {@code lifecycle_event}. */
final class LifecycleEventRows {

  private static final String COPY =
      """
      COPY lifecycle_event (seen_at, host_key, kind, master_pid, master_start_ticks, pid, start_ticks, detail)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 8;

  private LifecycleEventRows() {}

  static void write(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    if (batch.ticks().allMatch(tick -> tick.message().getEventsCount() == 0)) {
      return;
    }
    try (BinaryCopy copy = new BinaryCopy(connection, COPY, COLUMNS)) {
      for (AcceptedTick tick : batch.ticks().toList()) {
        for (LifecycleEvent event : tick.message().getEventsList()) {
          row(copy, event, keys.host(tick));
        }
      }
      copy.finish();
    }
  }

  private static void row(BinaryCopy copy, LifecycleEvent event, int hostKey) throws SQLException {
    copy.row()
        .timestamp(ReadingColumns.instant(event.getSeenAt()))
        .int4(hostKey)
        .int2(event.getKindValue())
        .int8(event.getMasterPid())
        .int8(event.getMasterStartTicks())
        .int8(event.getPid())
        .int8(event.getStartTicks())
        .text(event.getDetail());
  }
}
