package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDayKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** A host-day, its partition, and what is known of it. */
record HostDayRow<F>(
    int hostKey,
    int serviceKey,
    int classKey,
    int armKey,
    Instant dayAt,
    int partition,
    F figures) {

  static <F> HostDayRow<F> of(
      HostDayKey key, TickKeys keys, Map<String, Integer> classKeys, int partition, F figures) {
    return new HostDayRow<>(
        TickKeys.found(keys.hosts(), key.hostId()),
        TickKeys.found(keys.services(), key.service()),
        TickKeys.found(classKeys, key.hardwareClass()),
        TickKeys.found(keys.arms(), key.arm()),
        key.dayAt(),
        partition,
        figures);
  }

  /** In the order host, service, class, arm, day, partition. */
  static <F> ArrayColumns<HostDayRow<F>> bindKeys(ArrayColumns<HostDayRow<F>> rows)
      throws SQLException {
    return rows.int4(HostDayRow::hostKey)
        .int4(HostDayRow::serviceKey)
        .int4(HostDayRow::classKey)
        .int4(HostDayRow::armKey)
        .seconds(HostDayRow::dayAt)
        .int4(HostDayRow::partition);
  }
}
