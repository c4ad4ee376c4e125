package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.RollupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What a batch adds to the roll-ups by minute and hour; days follow when hours are closed. */
final class RollupRows {

  private RollupRows() {}

  static void merge(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    MinuteRows.add(connection, keyed(batch, keys, partition -> partition.rollups().minutes()));
    RollupTable.open()
        .merge(connection, keyed(batch, keys, partition -> partition.rollups().hours()));
  }

  private static <R> Map<PartialKey, R> keyed(
      TickBatch batch, TickKeys keys, Function<PartitionBatch, Map<RollupKey, R>> rollups) {
    Map<String, Integer> classKeys = keys.classKeysByName();
    Map<PartialKey, R> partials = new HashMap<>();
    for (PartitionBatch partition : batch.partitions()) {
      rollups
          .apply(partition)
          .forEach(
              (key, rollup) ->
                  partials.put(key(key, keys, classKeys, partition.partition()), rollup));
    }
    return partials;
  }

  private static PartialKey key(
      RollupKey key, TickKeys keys, Map<String, Integer> classKeys, int partition) {
    return new PartialKey(
        TickKeys.found(keys.services(), key.service()),
        TickKeys.found(classKeys, key.hardwareClass()),
        TickKeys.found(keys.arms(), key.arm()),
        key.bucketAt(),
        key.ageBucket(),
        partition);
  }
}
