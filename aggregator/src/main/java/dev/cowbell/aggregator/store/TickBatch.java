package dev.cowbell.aggregator.store;

import java.util.List;
import java.util.stream.Stream;

/** What is written in one transaction. */
public record TickBatch(String topic, List<PartitionBatch> partitions) {

  Stream<AcceptedTick> ticks() {
    return partitions.stream().flatMap(p -> p.ticks().stream());
  }
}
