package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.rollup.Distribution;
import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.Moments;
import dev.cowbell.aggregator.rollup.RollupKey;
import dev.cowbell.aggregator.rollup.SharingMoments;
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

  /** Hours as they are; days and the whole with the hours that are not compacted yet. */
  static Map<String, String> of(Database database, Grain grain) throws SQLException {
    Map<RollupKey, SharingRollup> merged = new HashMap<>();
    each(
        database,
        table(grain),
        row ->
            merged
                .computeIfAbsent(key(row), absent -> SharingRollup.empty())
                .merge(SharingRollup.restored(moments(row), row.getBytes(20), row.getBytes(21))));
    return asStored(merged);
  }

  private static String table(Grain grain) {
    String start =
        grain == Grain.DAY ? "date_trunc('day', bucket_at, 'UTC')" : "'epoch'::timestamptz";
    return grain == Grain.HOUR
        ? "(SELECT * FROM rollup_hour UNION ALL SELECT * FROM rollup_open)"
        : """
        (SELECT * FROM rollup_%s UNION ALL
         SELECT (jsonb_populate_record(h, jsonb_build_object('bucket_at', %s))).* FROM rollup_open h)
        """
            .formatted(grain, start);
  }

  static Map<String, String> minutes(Database database) throws SQLException {
    Map<RollupKey, SharingMoments> merged = new HashMap<>();
    each(
        database,
        "rollup_minute",
        row ->
            merged.computeIfAbsent(key(row), absent -> SharingMoments.empty()).merge(moments(row)));
    return minutesAsStored(merged);
  }

  static Map<String, String> minutesAsStored(Map<RollupKey, SharingMoments> minutes) {
    Map<String, String> text = new TreeMap<>();
    minutes.forEach(
        (key, moments) ->
            text.put(
                key.toString(),
                "%s %s %s"
                    .formatted(moments.totals(), text(moments.loss()), text(moments.growth()))));
    return text;
  }

  private interface EachRow {
    void on(ResultSet row) throws SQLException;
  }

  private static void each(Database database, String table, EachRow action) throws SQLException {
    String sql =
        """
        SELECT r.bucket_at, s.name, c.name, a.name, age_bucket, readings, estimated_readings, simulated_readings,
          inherited_sum, still_shared_sum, rss_sum, loss_sum, loss_sum_squares, loss_min, loss_max,
          growth_sum, growth_sum_squares, growth_min, growth_max, loss_sketch, growth_sketch
        FROM %s r JOIN service s USING (service_key) JOIN hardware_class c USING (class_key) JOIN arm a USING (arm_key)
        """
            .formatted(table);
    try (var connection = database.dataSource().getConnection();
        var select = connection.prepareStatement(sql);
        var row = select.executeQuery()) {
      while (row.next()) {
        action.on(row);
      }
    }
  }

  private static RollupKey key(ResultSet row) throws SQLException {
    return new RollupKey(
        row.getObject(1, OffsetDateTime.class).toInstant(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5));
  }

  private static SharingMoments moments(ResultSet row) throws SQLException {
    return SharingMoments.restored(
        new Totals(
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getDouble(9),
            row.getDouble(10),
            row.getDouble(11)),
        moments(row, 12),
        moments(row, 16));
  }

  private static Moments moments(ResultSet row, int first) throws SQLException {
    return new Moments(
        row.getDouble(first),
        row.getDouble(first + 1),
        row.getDouble(first + 2),
        row.getDouble(first + 3));
  }

  /** What a day or the whole is of hours computed at once. */
  static Map<RollupKey, SharingRollup> within(Grain grain, Map<RollupKey, SharingRollup> hours) {
    Map<RollupKey, SharingRollup> merged = new HashMap<>();
    hours.forEach(
        (key, rollup) ->
            merged
                .computeIfAbsent(
                    new RollupKey(
                        grain.start(key.bucketAt()),
                        key.service(),
                        key.hardwareClass(),
                        key.arm(),
                        key.ageBucket()),
                    absent -> SharingRollup.empty())
                .merge(rollup));
    return merged;
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
        "SELECT day_at, host_id || '|' || arm_name || '|' || age_bucket, concat_ws('|', readings,"
            + " loss_sum::numeric(40), growth_sum::numeric(40)) FROM api.host_day");
  }

  static Map<String, String> footprints(Database database) throws SQLException {
    return texts(
        database,
        "SELECT day_at, host_id || '|' || arm_name, concat_ws('|', readings,"
            + " footprint_sum::numeric(40), footprint_max::numeric(40), worker_sum) FROM"
            + " api.host_day_footprint");
  }

  static Map<String, String> arms(Database database) throws SQLException {
    return texts(
        database,
        "SELECT day_at, host_id || '|' || a.name, concat_ws('|', sum(ticks), sum(worker_sum),"
            + " sum(cpu_micros)) FROM host_day_arm JOIN host USING (host_key) JOIN arm a USING"
            + " (arm_key) GROUP BY day_at, host_id, a.name");
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

  private static String text(Distribution figure) {
    return text(figure.moments()) + " " + HexFormat.of().formatHex(figure.sketchBytes());
  }

  /** Sums of squares are beyond 2^53, where their last digits depend on the order. */
  private static String text(Moments moments) {
    return "%.0f %.10e %.0f %.0f"
        .formatted(moments.sum(), moments.sumSquares(), moments.min(), moments.max());
  }
}
