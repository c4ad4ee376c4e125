package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.Grain;
import dev.cowbell.aggregator.rollup.RollupKey;
import dev.cowbell.aggregator.rollup.SharingRollup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What a batch adds to the roll-ups of each grain. */
final class RollupRows {

  private RollupRows() {}

  static void merge(Connection connection, TickBatch batch, TickKeys keys) throws SQLException {
    Map<String, Integer> classKeys = keys.classKeysByName();
    for (Grain grain : Grain.values()) {
      Map<PartialKey, SharingRollup> partials = new HashMap<>();
      for (PartitionBatch partition : batch.partitions()) {
        partition
            .rollups()
            .by(grain)
            .forEach(
                (key, rollup) ->
                    partials.put(key(key, keys, classKeys, partition.partition()), rollup));
      }
      new RollupTable(grain).merge(connection, partials);
    }
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
