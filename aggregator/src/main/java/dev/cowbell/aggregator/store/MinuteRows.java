package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Moments;
import dev.cowbell.aggregator.rollup.SharingMoments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;

/** Rows of {@code rollup_minute}: plain sums and ranges, which the database adds up by itself. */
final class MinuteRows {

  private static final String ADD =
      """
      INSERT INTO rollup_minute AS r (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, growth_sum, growth_sum_squares, growth_min, growth_max)
      SELECT service_key, class_key, arm_key, to_timestamp(bucket_seconds), age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, growth_sum, growth_sum_squares, growth_min, growth_max
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS m (
        service_key, class_key, arm_key, bucket_seconds, age_bucket, kafka_partition,
        readings, estimated_readings, simulated_readings, inherited_sum, still_shared_sum, rss_sum,
        loss_sum, loss_sum_squares, loss_min, loss_max, growth_sum, growth_sum_squares, growth_min, growth_max)
      ON CONFLICT (service_key, class_key, arm_key, bucket_at, age_bucket, kafka_partition) DO UPDATE SET
        readings = r.readings + excluded.readings,
        estimated_readings = r.estimated_readings + excluded.estimated_readings,
        simulated_readings = r.simulated_readings + excluded.simulated_readings,
        inherited_sum = r.inherited_sum + excluded.inherited_sum,
        still_shared_sum = r.still_shared_sum + excluded.still_shared_sum,
        rss_sum = r.rss_sum + excluded.rss_sum,
        loss_sum = r.loss_sum + excluded.loss_sum,
        loss_sum_squares = r.loss_sum_squares + excluded.loss_sum_squares,
        loss_min = least(r.loss_min, excluded.loss_min), loss_max = greatest(r.loss_max, excluded.loss_max),
        growth_sum = r.growth_sum + excluded.growth_sum,
        growth_sum_squares = r.growth_sum_squares + excluded.growth_sum_squares,
        growth_min = least(r.growth_min, excluded.growth_min), growth_max = greatest(r.growth_max, excluded.growth_max)
      """;
  private static final String DELETE_RANGE =
      "DELETE FROM rollup_minute WHERE bucket_at >= ? AND bucket_at < ?";

  private MinuteRows() {}

  /** Adds these to what is stored under their keys. */
  static void add(Connection connection, Map<PartialKey, SharingMoments> minutes)
      throws SQLException {
    if (minutes.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      var rows = new ArrayColumns<>(connection, add, List.copyOf(minutes.entrySet()));
      RollupColumns.bindKeyAndTotals(rows, moments -> moments.totals());
      bind(rows, SharingMoments::loss);
      bind(rows, SharingMoments::growth);
      add.executeUpdate();
    }
  }

  /** Deletes rows of that time, whatever their partition. */
  static void deleteRange(Connection connection, Instant from, Instant to) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE_RANGE)) {
      delete.setObject(1, Query.bound(from));
      delete.setObject(2, Query.bound(to));
      delete.executeUpdate();
    }
  }

  private static void bind(
      ArrayColumns<Entry<PartialKey, SharingMoments>> rows,
      Function<SharingMoments, Moments> figure)
      throws SQLException {
    rows.float8(row -> figure.apply(row.getValue()).sum())
        .float8(row -> figure.apply(row.getValue()).sumSquares())
        .float8(row -> figure.apply(row.getValue()).min())
        .float8(row -> figure.apply(row.getValue()).max());
  }
}
