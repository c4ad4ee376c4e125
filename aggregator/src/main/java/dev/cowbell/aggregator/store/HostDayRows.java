package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.HostDay;
import dev.cowbell.aggregator.rollup.PartialRollups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of {@code host_day}: plain sums, which the database adds up by itself. */
final class HostDayRows {

  private static final String ADD =
      """
      INSERT INTO host_day (host_key, service_key, class_key, arm_key, day_at, kafka_partition,
        age_bucket, readings, loss_sum, growth_sum)
      SELECT host_key, service_key, class_key, arm_key, to_timestamp(day_seconds), kafka_partition,
        age_bucket, readings, loss_sum, growth_sum
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d (host_key, service_key, class_key, arm_key, day_seconds,
        kafka_partition, age_bucket, readings, loss_sum, growth_sum)
      ON CONFLICT (host_key, day_at, service_key, class_key, arm_key, age_bucket, kafka_partition) DO UPDATE SET
        readings = host_day.readings + excluded.readings,
        loss_sum = host_day.loss_sum + excluded.loss_sum,
        growth_sum = host_day.growth_sum + excluded.growth_sum
      """;

  private record AtAge(int ageBucket, HostDay sums) {}

  private HostDayRows() {}

  static void add(Connection connection, Map<Integer, PartialRollups> rollups, TickKeys keys)
      throws SQLException {
    List<HostDayRow<AtAge>> rows = rows(rollups, keys);
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      HostDayRow.bindKeys(new ArrayColumns<>(connection, add, rows))
          .int2(row -> row.figures().ageBucket())
          .int8(row -> row.figures().sums().readings())
          .float8(row -> row.figures().sums().lossSum())
          .float8(row -> row.figures().sums().growthSum());
      add.executeUpdate();
    }
  }

  private static List<HostDayRow<AtAge>> rows(Map<Integer, PartialRollups> rollups, TickKeys keys) {
    Map<String, Integer> classKeys = keys.classKeysByName();
    List<HostDayRow<AtAge>> rows = new ArrayList<>();
    rollups.forEach(
        (partition, ofPartition) ->
            ofPartition
                .hostDays()
                .forEach(
                    (key, sums) ->
                        rows.add(
                            HostDayRow.of(
                                key.hostDay(),
                                keys,
                                classKeys,
                                partition,
                                new AtAge(key.ageBucket(), sums)))));
    return rows;
  }
}
