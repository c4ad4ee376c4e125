package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.rollup.Distribution;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.Moments;
import dev.cowbell.aggregator.rollup.RollupKey;
import dev.cowbell.aggregator.rollup.SharingRollup;
import dev.cowbell.aggregator.rollup.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Roll-ups as a reader sees them: partial rows merged, every figure as text. */
final class StoredRollups {

  private StoredRollups() {}

  static Map<String, String> of(Database database, Grain grain) throws SQLException {
    Map<RollupKey, SharingRollup> merged = new HashMap<>();
    String sql =
        """
        SELECT r.bucket_at, s.name, c.name, a.name, age_bucket, readings, estimated_readings, simulated_readings,
          inherited_sum, still_shared_sum, rss_sum, loss_sum, loss_sum_squares, loss_min, loss_max, loss_sketch,
          growth_sum, growth_sum_squares, growth_min, growth_max, growth_sketch
        FROM rollup_%s r JOIN service s USING (service_key) JOIN hardware_class c USING (class_key) JOIN arm a USING (arm_key)
        """
            .formatted(grain);
    try (var connection = database.dataSource().getConnection();
        var select = connection.prepareStatement(sql);
        var row = select.executeQuery()) {
      while (row.next()) {
        var key =
            new RollupKey(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5));
        var totals =
            new Totals(
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getDouble(11));
        merged
            .computeIfAbsent(key, absent -> SharingRollup.empty())
            .merge(SharingRollup.restored(totals, distribution(row, 12), distribution(row, 17)));
      }
    }
    return asStored(merged);
  }

  static Map<String, String> asStored(Map<RollupKey, SharingRollup> rollups) {
    Map<String, String> text = new TreeMap<>();
    rollups.forEach(
        (key, rollup) ->
            text.put(
                key.toString(),
                "%s %s %s".formatted(rollup.totals(), text(rollup.loss()), text(rollup.growth()))));
    return text;
  }

  static Map<String, String> hostDays(Database database) throws SQLException {
    return texts(
        database,
        "SELECT day_at, host_id || '|' || arm_name || '|' || age_bucket, concat_ws('|', readings, loss_sum::numeric(40), growth_sum::numeric(40)) FROM api.host_day");
  }

  static Map<String, String> footprints(Database database) throws SQLException {
    return texts(
        database,
        "SELECT day_at, host_id || '|' || arm_name, concat_ws('|', readings, footprint_sum::numeric(40), footprint_max::numeric(40), worker_sum) FROM api.host_day_footprint");
  }

  private static Map<String, String> texts(Database database, String sql) throws SQLException {
    Map<String, String> texts = new TreeMap<>();
    try (var connection = database.dataSource().getConnection();
        var select = connection.prepareStatement(sql);
        var row = select.executeQuery()) {
      while (row.next()) {
        var day = row.getObject(1, OffsetDateTime.class).toInstant();
        texts.put(day + "|" + row.getString(2), row.getString(3));
      }
    }
    return texts;
  }

  /** Sums of squares are beyond 2^53, where their last digits depend on the order. */
  private static String text(Distribution figure) {
    Moments moments = figure.moments();
    return "%.0f %.10e %.0f %.0f %s"
        .formatted(
            moments.sum(),
            moments.sumSquares(),
            moments.min(),
            moments.max(),
            HexFormat.of().formatHex(figure.sketchBytes()));
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
}
