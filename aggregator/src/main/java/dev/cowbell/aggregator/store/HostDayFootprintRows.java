package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDayFootprint;
import dev.cowbell.aggregator.rollup.PartialRollups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of {@code host_day_footprint}. */
final class HostDayFootprintRows {

  private static final String ADD =
      """
      INSERT INTO host_day_footprint (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        readings, footprint_sum, footprint_max, worker_sum)
      SELECT host_key, service_key, class_key, arm_key, to_timestamp(day_seconds), kafka_partition,
        readings, footprint_sum, footprint_max, worker_sum
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d (host_key, service_key, class_key, arm_key, day_seconds,
        kafka_partition, readings, footprint_sum, footprint_max, worker_sum)
      ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, kafka_partition) DO UPDATE SET
        readings = host_day_footprint.readings + excluded.readings,
        footprint_sum = host_day_footprint.footprint_sum + excluded.footprint_sum,
        footprint_max = greatest(host_day_footprint.footprint_max, excluded.footprint_max),
        worker_sum = host_day_footprint.worker_sum + excluded.worker_sum
      """;

  private HostDayFootprintRows() {}

  static void add(Connection connection, Map<Integer, PartialRollups> rollups, TickKeys keys)
      throws SQLException {
    List<HostDayRow<HostDayFootprint>> rows = rows(rollups, keys);
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      HostDayRow.bindKeys(new ArrayColumns<>(connection, add, rows))
          .int8(row -> row.figures().readings())
          .float8(row -> row.figures().footprintSum())
          .float8(row -> row.figures().footprintMax())
          .int8(row -> row.figures().workerSum());
      add.executeUpdate();
    }
  }

  private static List<HostDayRow<HostDayFootprint>> rows(
      Map<Integer, PartialRollups> rollups, TickKeys keys) {
    Map<String, Integer> classKeys = keys.classKeysByName();
    List<HostDayRow<HostDayFootprint>> rows = new ArrayList<>();
    rollups.forEach(
        (partition, ofPartition) ->
            ofPartition
                .footprints()
                .forEach(
                    (key, sums) -> rows.add(HostDayRow.of(key, keys, classKeys, partition, sums))));
    return rows;
  }
}
