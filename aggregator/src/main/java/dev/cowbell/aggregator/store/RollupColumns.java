package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Distribution;
import dev.cowbell.aggregator.rollup.Moments;
import dev.cowbell.aggregator.rollup.SharingMoments;
import dev.cowbell.aggregator.rollup.SharingRollup;
import dev.cowbell.aggregator.rollup.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map.Entry;
import java.util.function.Function;

/** Roll-ups as the columns of {@link RollupTable#COLUMNS}, in their order. */
final class RollupColumns {

  private static final int LOSS = 13;
  private static final int GROWTH = 18;

  private RollupColumns() {}

  static PartialKey key(ResultSet row) throws SQLException {
    return new PartialKey(
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getInt(5),
        row.getInt(6));
  }

  static SharingRollup rollup(ResultSet row) throws SQLException {
    return SharingRollup.restored(
        SharingMoments.restored(
            new Totals(
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getDouble(10),
                row.getDouble(11),
                row.getDouble(12)),
            moments(row, LOSS),
            moments(row, GROWTH)),
        row.getBytes(LOSS + 4),
        row.getBytes(GROWTH + 4));
  }

  private static Moments moments(ResultSet row, int first) throws SQLException {
    return new Moments(
        row.getDouble(first),
        row.getDouble(first + 1),
        row.getDouble(first + 2),
        row.getDouble(first + 3));
  }

  static void bind(ArrayColumns<Entry<PartialKey, SharingRollup>> rows) throws SQLException {
    bindKeyAndTotals(rows, SharingRollup::totals);
    bind(rows, SharingRollup::loss);
    bind(rows, SharingRollup::growth);
  }

  static <R> void bindKeyAndTotals(
      ArrayColumns<Entry<PartialKey, R>> rows, Function<R, Totals> totals) throws SQLException {
    rows.int4(row -> row.getKey().serviceKey())
        .int4(row -> row.getKey().classKey())
        .int4(row -> row.getKey().armKey())
        .seconds(row -> row.getKey().bucketAt())
        .int2(row -> row.getKey().ageBucket())
        .int4(row -> row.getKey().partition())
        .int8(row -> totals.apply(row.getValue()).readings())
        .int8(row -> totals.apply(row.getValue()).estimatedReadings())
        .int8(row -> totals.apply(row.getValue()).simulatedReadings())
        .float8(row -> totals.apply(row.getValue()).inheritedSum())
        .float8(row -> totals.apply(row.getValue()).stillSharedSum())
        .float8(row -> totals.apply(row.getValue()).rssSum());
  }

  private static void bind(
      ArrayColumns<Entry<PartialKey, SharingRollup>> rows,
      Function<SharingRollup, Distribution> figure)
      throws SQLException {
    rows.float8(row -> figure.apply(row.getValue()).moments().sum())
        .float8(row -> figure.apply(row.getValue()).moments().sumSquares())
        .float8(row -> figure.apply(row.getValue()).moments().min())
        .float8(row -> figure.apply(row.getValue()).moments().max())
        .bytea(row -> figure.apply(row.getValue()).sketchBytes());
  }
}
