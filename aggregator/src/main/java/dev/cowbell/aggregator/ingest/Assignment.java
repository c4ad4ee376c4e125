package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionStart;
import dev.cowbell.aggregator.store.TickStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions this instance holds. A partition that was just assigned stays paused until the
 * database has said where it stands; with the database away that may take a while, during which the
 * instance stays in the group. Confined to the ingest thread.
 */
final class Assignment implements ConsumerRebalanceListener {

  private static final Logger LOG = System.getLogger(Assignment.class.getName());

  private final Consumer<byte[], byte[]> consumer;
  private final TickStore store;
  private final IntConsumer onLeft;
  private final Map<Integer, PartitionIntake> open = new HashMap<>();
  private final Set<TopicPartition> unopened = new java.util.HashSet<>();

  Assignment(Consumer<byte[], byte[]> consumer, TickStore store, IntConsumer onLeft) {
    this.consumer = consumer;
    this.store = store;
    this.onLeft = onLeft;
  }

  Map<Integer, PartitionIntake> open() {
    return open;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    unopened.addAll(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    partitions.forEach(this::leave);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    partitions.forEach(this::leave);
  }

  /** Asks the database anew where everything stands. */
  void reopenAll() {
    open.keySet().forEach(onLeft::accept);
    open.clear();
    unopened.addAll(consumer.assignment());
    consumer.pause(consumer.assignment());
  }

  /** Seeks what was assigned to where the database says it stands. */
  Set<Integer> openAssigned() {
    if (unopened.isEmpty()) {
      return Set.of();
    }
    String topic = unopened.iterator().next().topic();
    Set<Integer> numbers =
        unopened.stream()
            .map(TopicPartition::partition)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Integer, PartitionStart> starts = store.open(topic, numbers);
    var beginnings = consumer.beginningOffsets(unopened);
    var ends = consumer.endOffsets(unopened);
    for (TopicPartition partition : Set.copyOf(unopened)) {
      PartitionStart start = TickPartitions.startOf(starts, partition);
      long from =
          TickPartitions.whereToRead(
              partition,
              start.nextOffset(),
              beginnings.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, Long.MAX_VALUE));
      consumer.seek(partition, from);
      open.put(partition.partition(), new PartitionIntake(partition.partition(), start));
    }
    LOG.log(Level.INFO, "holding {0} partitions of {1}: {2}", open.size(), topic, open.keySet());
    unopened.clear();
    return numbers;
  }

  /** Lets go on whatever is open. */
  void resume() {
    consumer.resume(
        consumer.assignment().stream().filter(p -> open.containsKey(p.partition())).toList());
  }

  private void leave(TopicPartition partition) {
    unopened.remove(partition);
    open.remove(partition.partition());
    onLeft.accept(partition.partition());
  }
}
