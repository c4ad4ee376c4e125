package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Distribution;
import dev.cowbell.aggregator.rollup.Moments;
import dev.cowbell.aggregator.rollup.RollupKey;
import dev.cowbell.aggregator.rollup.SharingRollup;
import dev.cowbell.aggregator.rollup.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Rows of {@code rollup_minute}. Sketches merge in Java: a row that exists is read, merged and
 * written back. Nobody else writes rows of this partition: the lock on its offset row is held.
 */
final class RollupRows {

  private static final String SELECT =
      """
      SELECT readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
        growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch
      FROM rollup_minute
      WHERE service_key = ? AND class_key = ? AND arm_key = ? AND bucket_at = ? AND age_bucket = ? AND kafka_partition = ?
      """;

  private static final String UPSERT =
      """
      INSERT INTO rollup_minute (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
        growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition) DO UPDATE SET
        readings = excluded.readings, estimated_readings = excluded.estimated_readings,
        simulated_readings = excluded.simulated_readings, inherited_sum = excluded.inherited_sum,
        still_shared_sum = excluded.still_shared_sum, rss_sum = excluded.rss_sum,
        loss_sum = excluded.loss_sum, loss_sum_squares = excluded.loss_sum_squares,
        loss_min = excluded.loss_min, loss_max = excluded.loss_max, loss_sketch = excluded.loss_sketch,
        growth_sum = excluded.growth_sum, growth_sum_squares = excluded.growth_sum_squares,
        growth_min = excluded.growth_min, growth_max = excluded.growth_max, growth_sketch = excluded.growth_sketch
      """;

  private RollupRows() {}

  static void merge(Connection connection, PartitionBatch batch, TickKeys keys)
      throws SQLException {
    Map<String, Integer> classKeys = keys.classKeysByName();
    try (PreparedStatement select = connection.prepareStatement(SELECT);
        PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (var entry : batch.rollups().entrySet()) {
        int classKey = TickKeys.found(classKeys, entry.getKey().hardwareClass());
        bindKey(select, entry.getKey(), keys, classKey, batch.partition());
        SharingRollup merged = stored(select);
        merged.merge(entry.getValue());
        bindKey(upsert, entry.getKey(), keys, classKey, batch.partition());
        bindFigures(upsert, merged);
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  private static void bindKey(
      PreparedStatement statement, RollupKey key, TickKeys keys, int classKey, int partition)
      throws SQLException {
    statement.setInt(1, TickKeys.found(keys.services(), key.service()));
    statement.setInt(2, classKey);
    statement.setInt(3, TickKeys.found(keys.arms(), key.arm()));
    statement.setObject(4, OffsetDateTime.ofInstant(key.bucketAt(), ZoneOffset.UTC));
    statement.setShort(5, (short) key.ageBucket());
    statement.setInt(6, partition);
  }

  private static SharingRollup stored(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? SharingRollup.restored(totals(row), distribution(row, 7), distribution(row, 12))
          : SharingRollup.empty();
    }
  }

  private static Totals totals(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(6));
  }

  private static Distribution distribution(ResultSet row, int first) throws SQLException {
    return Distribution.restored(
        new Moments(
            row.getDouble(first),
            row.getDouble(first + 1),
            row.getDouble(first + 2),
            row.getDouble(first + 3)),
        row.getBytes(first + 4));
  }

  private static void bindFigures(PreparedStatement upsert, SharingRollup rollup)
      throws SQLException {
    Totals totals = rollup.totals();
    upsert.setLong(7, totals.readings());
    upsert.setLong(8, totals.estimatedReadings());
    upsert.setLong(9, totals.simulatedReadings());
    upsert.setDouble(10, totals.inheritedSum());
    upsert.setDouble(11, totals.stillSharedSum());
    upsert.setDouble(12, totals.rssSum());
    bind(upsert, 13, rollup.loss());
    bind(upsert, 18, rollup.growth());
  }

  private static void bind(PreparedStatement upsert, int first, Distribution distribution)
      throws SQLException {
    Moments moments = distribution.moments();
    upsert.setDouble(first, moments.sum());
    upsert.setDouble(first + 1, moments.sumSquares());
    upsert.setDouble(first + 2, moments.min());
    upsert.setDouble(first + 3, moments.max());
    upsert.setBytes(first + 4, distribution.sketchBytes());
  }
}
