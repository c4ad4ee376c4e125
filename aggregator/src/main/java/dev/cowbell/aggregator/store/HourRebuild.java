package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.AgeBuckets;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingMoments;
import dev.cowbell.aggregator.rollup.SharingRollup;
import dev.cowbell.aggregator.rollup.SharingSample;
import dev.cowbell.api.contract.v1.Basis;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** Replaces the minute and hour roll-ups of one hour by what its raw rows say. */
final class HourRebuild {

  private static final int ROWS_AT_A_TIME = 5_000;

  private static final String READINGS =
      """
      SELECT w.service_key, w.class_key, w.arm_key, w.collected_at, w.age_seconds,
        w.inherited_bytes, w.still_shared_bytes, w.sharing_loss_bytes, w.private_growth_bytes, w.rss_bytes,
        w.inherited_basis, h.simulated
      FROM worker_reading w JOIN host h USING (host_key)
      WHERE w.collected_at >= ? AND w.collected_at < ?
        AND w.sharing_loss_bytes IS NOT NULL AND w.inherited_bytes IS NOT NULL
      """;

  private HourRebuild() {}

  static void of(Connection connection, Instant hour) throws SQLException {
    Instant end = hour.plus(Grain.HOUR.length());
    Map<PartialKey, SharingMoments> minutes = new HashMap<>();
    Map<PartialKey, SharingRollup> hours = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(READINGS)) {
      select.setFetchSize(ROWS_AT_A_TIME);
      select.setObject(1, Query.bound(hour));
      select.setObject(2, Query.bound(end));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          PartialKey minute = key(row);
          SharingSample sample = sample(row);
          minutes.computeIfAbsent(minute, absent -> SharingMoments.empty()).add(sample);
          hours
              .computeIfAbsent(minute.compacted(Grain.HOUR), absent -> SharingRollup.empty())
              .add(sample);
        }
      }
    }
    MinuteRows.deleteRange(connection, hour, end);
    MinuteRows.add(connection, minutes);
    RollupTable.open().deleteRange(connection, hour, end);
    replace(connection, Grain.HOUR, hour, end, hours);
  }

  static void replace(
      Connection connection,
      Grain grain,
      Instant from,
      Instant to,
      Map<PartialKey, SharingRollup> rollups)
      throws SQLException {
    RollupTable table = RollupTable.compacted(grain);
    table.deleteRange(connection, from, to);
    table.merge(connection, rollups);
  }

  private static PartialKey key(ResultSet row) throws SQLException {
    return new PartialKey(
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        Grain.MINUTE.start(row.getObject(4, OffsetDateTime.class).toInstant()),
        AgeBuckets.indexOf(row.getFloat(5)),
        PartialKey.COMPACTED);
  }

  private static SharingSample sample(ResultSet row) throws SQLException {
    return new SharingSample(
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getInt(11) == Basis.BASIS_ESTIMATED_VALUE,
        row.getBoolean(12));
  }
}
