package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.rollup.PartialRollups;
import dev.cowbell.aggregator.rollup.RollupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a transaction adds to the roll-ups by minute and hour; days follow when hours are closed.
 */
final class RollupRows {

  private RollupRows() {}

  static void merge(Connection connection, Map<Integer, PartialRollups> rollups, TickKeys keys)
      throws SQLException {
    MinuteRows.add(connection, keyed(rollups, keys, PartialRollups::minutes));
    RollupTable.open().merge(connection, keyed(rollups, keys, PartialRollups::hours));
  }

  private static <R> Map<PartialKey, R> keyed(
      Map<Integer, PartialRollups> rollups,
      TickKeys keys,
      Function<PartialRollups, Map<RollupKey, R>> figures) {
    Map<String, Integer> classKeys = keys.classKeysByName();
    Map<PartialKey, R> partials = new HashMap<>();
    rollups.forEach(
        (partition, ofPartition) ->
            figures
                .apply(ofPartition)
                .forEach(
                    (key, rollup) -> partials.put(key(key, keys, classKeys, partition), rollup)));
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
