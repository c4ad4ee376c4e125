package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of {@code rollup_open}, {@code rollup_hour}, {@code rollup_day} or {@code rollup_whole}.
 * Sketches merge in Java: rows that exist are read and locked, merged, and written back, in two
 * statements for all of them. A row has one writer, that of its partition; the lock keeps off the
 * compaction, which takes rows away.
 */
final class RollupTable {

  /** Read by {@link RollupColumns}. */
  static final String COLUMNS =
      """
      service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition,
      readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
      loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
      growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch
      """;

  /** A probe of the index for each key: however much of the table is dead, it is not scanned. */
  private static final String SELECT =
      """
      SELECT r.*
      FROM unnest(?, ?, ?, ?, ?, ?) AS k (service_key, class_key, arm_key, bucket_seconds, age_bucket, kafka_partition)
      CROSS JOIN LATERAL (
        SELECT {columns} FROM {table} t
        WHERE t.service_key = k.service_key AND t.class_key = k.class_key AND t.arm_key = k.arm_key
          AND t.bucket_at = to_timestamp(k.bucket_seconds) AND t.age_bucket = k.age_bucket
          AND t.kafka_partition = k.kafka_partition AND t.bucket_at BETWEEN ? AND ?
        FOR UPDATE) r
      """;

  private static final String UPSERT =
      """
      INSERT INTO {table} ({columns})
      SELECT service_key, class_key, arm_key, to_timestamp(bucket_seconds), age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
        growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS r (
        service_key, class_key, arm_key, bucket_seconds, age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
        growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch)
      ON CONFLICT (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition) DO UPDATE SET
        readings = excluded.readings, estimated_readings = excluded.estimated_readings,
        simulated_readings = excluded.simulated_readings, inherited_sum = excluded.inherited_sum,
        still_shared_sum = excluded.still_shared_sum, rss_sum = excluded.rss_sum,
        loss_sum = excluded.loss_sum, loss_sum_squares = excluded.loss_sum_squares,
        loss_min = excluded.loss_min, loss_max = excluded.loss_max, loss_sketch = excluded.loss_sketch,
        growth_sum = excluded.growth_sum, growth_sum_squares = excluded.growth_sum_squares,
        growth_min = excluded.growth_min, growth_max = excluded.growth_max, growth_sketch = excluded.growth_sketch
      """;

  private static final String DELETE =
      """
      DELETE FROM {table} r
      USING unnest(?, ?, ?, ?, ?, ?) AS k (service_key, class_key, arm_key, bucket_seconds, age_bucket, kafka_partition)
      WHERE r.service_key = k.service_key AND r.class_key = k.class_key AND r.arm_key = k.arm_key
        AND r.bucket_at = to_timestamp(k.bucket_seconds) AND r.age_bucket = k.age_bucket AND r.kafka_partition = k.kafka_partition
        AND r.bucket_at BETWEEN ? AND ?
      """;

  private final String name;

  private RollupTable(String name) {
    this.name = name;
  }

  /** What was compacted into spans of this grain. */
  static RollupTable compacted(Grain grain) {
    return new RollupTable("rollup_" + grain.name().toLowerCase(Locale.ROOT));
  }

  /** Partial rows of hours that are not compacted yet. */
  static RollupTable open() {
    return new RollupTable("rollup_open");
  }

  /** With the names of this table and its columns in place. */
  String sql(String template) {
    return template.replace("{table}", name).replace("{columns}", COLUMNS);
  }

  /** Adds these partials to what is stored under their keys. */
  void merge(Connection connection, Map<PartialKey, SharingRollup> partials) throws SQLException {
    if (partials.isEmpty()) {
      return;
    }
    Map<PartialKey, SharingRollup> merged = stored(connection, List.copyOf(partials.keySet()));
    partials.forEach((key, partial) -> merged.merge(key, partial, RollupTable::added));
    try (PreparedStatement upsert = connection.prepareStatement(sql(UPSERT))) {
      var rows = new ArrayColumns<>(connection, upsert, List.copyOf(merged.entrySet()));
      RollupColumns.bind(rows);
      upsert.executeUpdate();
    }
  }

  private static SharingRollup added(SharingRollup stored, SharingRollup partial) {
    stored.merge(partial);
    return stored;
  }

  void delete(Connection connection, List<PartialKey> keys) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql(DELETE))) {
      bind(connection, delete, keys);
      delete.executeUpdate();
    }
  }

  /** Deletes rows of that time, whatever their partition. */
  void deleteRange(Connection connection, Instant from, Instant to) throws SQLException {
    String sql = "DELETE FROM %s WHERE bucket_at >= ? AND bucket_at < ?".formatted(name);
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, Query.bound(from));
      delete.setObject(2, Query.bound(to));
      delete.executeUpdate();
    }
  }

  private Map<PartialKey, SharingRollup> stored(Connection connection, List<PartialKey> keys)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql(SELECT))) {
      bind(connection, select, keys);
      Map<PartialKey, SharingRollup> stored = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stored.put(RollupColumns.key(row), RollupColumns.rollup(row));
        }
      }
      return stored;
    }
  }

  /** The bounds say nothing new; they let the planner leave out chunks. */
  private static void bind(
      Connection connection, PreparedStatement statement, List<PartialKey> keys)
      throws SQLException {
    new ArrayColumns<>(connection, statement, keys)
        .int4(PartialKey::serviceKey)
        .int4(PartialKey::classKey)
        .int4(PartialKey::armKey)
        .seconds(PartialKey::bucketAt)
        .int2(PartialKey::ageBucket)
        .int4(PartialKey::partition);
    List<Instant> times =
        keys.stream().map(PartialKey::bucketAt).sorted(Comparator.naturalOrder()).toList();
    statement.setObject(7, Query.bound(times.getFirst()));
    statement.setObject(8, Query.bound(times.getLast()));
  }
}
