package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.StaleOffsetException;
import dev.cowbell.aggregator.store.StoreRefusedException;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Takes ticks over: poll, tell apart, publish rejects, write rows and offsets in one transaction,
 * again. Whatever fails is tried again with growing pauses, during which the consumer keeps polling
 * with everything paused and so stays in its group.
 */
public final class IngestLoop implements Runnable {

  private static final Logger LOG = System.getLogger(IngestLoop.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration END_OFFSETS_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final RejectsTopic rejects;
  private final TickStore store;
  private final TickDecoder decoder;
  private final InstantSource clock;
  private final IngestProgress progress;
  private final Assignment assignment;
  private final PendingPoll pending = new PendingPoll();
  private final Backoff backoff = new Backoff();
  private volatile boolean stopping;

  /** Connects nothing yet: that is {@link #run()}'s. */
  public IngestLoop(
      String bootstrap,
      TickStore store,
      TickDecoder decoder,
      InstantSource clock,
      IngestProgress progress) {
    this.consumer = TickConsumer.create(bootstrap);
    this.rejects = new RejectsTopic(bootstrap, Topics.REJECTS);
    this.store = store;
    this.decoder = decoder;
    this.clock = clock;
    this.progress = progress;
    this.assignment = new Assignment(consumer, store, this::left);
  }

  /** Ends {@link #run()} after what it is writing is written; may be called from any thread. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (rejects) {
      consumer.subscribe(List.of(Topics.TICKS), assignment);
      while (!stopping) {
        step();
      }
      progress.state(new IngestState.Stopped("asked to stop"));
    } catch (Error e) {
      progress.state(new IngestState.Stopped(e.toString()));
      throw e;
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
  }

  private void step() {
    try {
      openAssigned();
      if (pending.isEmpty()) {
        take(consumer.poll(POLL));
      }
      deliver();
      measureLag();
      backoff.afterSuccess();
      progress.state(new IngestState.Running());
    } catch (WakeupException e) {
      LOG.log(Level.DEBUG, "woken to stop", e);
    } catch (StaleOffsetException e) {
      LOG.log(Level.WARNING, "{0}: reading anew where partitions stand", e.getMessage());
      startOver();
    } catch (RuntimeException e) {
      await(e);
    }
  }

  private void openAssigned() {
    var opened = assignment.openAssigned(decoder.oldestAccepted(clock.instant()));
    if (!opened.isEmpty()) {
      opened.forEach(this::counted);
      assignment.resume();
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    Instant now = clock.instant();
    for (TopicPartition partition : records.partitions()) {
      PartitionIntake intake = assignment.open().get(partition.partition());
      if (intake != null) {
        var ofPartition = records.records(partition);
        var sorted = intake.sorted(ofPartition, decoder, now);
        pending.add(partition.partition(), new PendingPoll.Part(ofPartition, sorted));
      }
    }
  }

  /** Counts what was fetched and is not in the database yet as behind, too. */
  private void measureLag() {
    for (TopicPartition partition : consumer.assignment()) {
      PartitionIntake intake = assignment.open().get(partition.partition());
      var unfetched = consumer.currentLag(partition);
      if (intake != null && unfetched.isPresent()) {
        long end = consumer.position(partition) + unfetched.getAsLong();
        progress.lag(partition.partition(), Math.max(0, end - intake.nextOffset()));
      }
    }
  }

  /** While nothing is fetched only the broker knows how far behind this falls. */
  private void askLag() {
    consumer
        .endOffsets(consumer.assignment(), END_OFFSETS_TIMEOUT)
        .forEach(
            (partition, end) -> {
              PartitionIntake intake = assignment.open().get(partition.partition());
              if (intake != null) {
                progress.lag(partition.partition(), Math.max(0, end - intake.nextOffset()));
              }
            });
  }

  private void deliver() {
    if (pending.isEmpty()) {
      return;
    }
    try {
      pending.publishRejects(rejects);
      store.commit(pending.batch(Topics.TICKS));
      pending.parts().values().forEach(part -> written(part.sorted()));
    } catch (StoreRefusedException e) {
      LOG.log(Level.WARNING, "{0}: storing record by record to find it", e.getMessage());
      deliverOneByOne();
    }
    pending.clear();
    assignment.resume();
  }

  /** One record that the database refuses must not stop its partition. */
  private void deliverOneByOne() {
    for (var entry : pending.parts().entrySet()) {
      for (var record : entry.getValue().records()) {
        deliver(record);
      }
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    PartitionIntake intake = assignment.open().get(record.partition());
    if (intake == null || record.offset() < intake.nextOffset()) {
      return;
    }
    var sorted = intake.sorted(List.of(record), decoder, clock.instant());
    try {
      commit(sorted);
    } catch (StoreRefusedException e) {
      var refused = intake.refused(record, String.valueOf(e.getMessage()));
      rejects.publish(refused.rejects());
      commit(refused);
    }
  }

  private void commit(SortedRecords sorted) {
    store.commit(new TickBatch(Topics.TICKS, List.of(sorted.batch())));
    written(sorted);
  }

  private void written(SortedRecords sorted) {
    PartitionBatch batch = sorted.batch();
    PartitionIntake intake = assignment.open().get(batch.partition());
    if (intake != null) {
      intake.written(batch);
      progress.rejected(sorted);
      counted(batch.partition());
    }
  }

  private void counted(int partition) {
    PartitionIntake intake = assignment.open().get(partition);
    if (intake != null) {
      progress.counted(partition, intake.counts());
    }
  }

  /**
   * Stays in the group while it waits: a poll with everything paused brings nothing but keeps the
   * membership.
   */
  private void await(RuntimeException cause) {
    if (!(progress.state() instanceof IngestState.Waiting)) {
      logWaiting(cause);
      progress.state(new IngestState.Waiting(String.valueOf(cause.getMessage()), clock.instant()));
    }
    Duration pause = backoff.afterFailure();
    try {
      consumer.pause(consumer.assignment());
      consumer.poll(pause);
      assignment.resume();
      askLag();
    } catch (WakeupException e) {
      LOG.log(Level.DEBUG, "woken to stop", e);
    } catch (KafkaException e) {
      LOG.log(Level.DEBUG, "the broker is away too", e);
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** What is bound to happen now and then is told in a line; what is not, with its trace. */
  private static void logWaiting(RuntimeException cause) {
    boolean outage = cause instanceof StoreUnavailableException || cause instanceof KafkaException;
    LOG.log(Level.WARNING, "ingest waits: " + cause.getMessage(), outage ? null : cause);
  }

  private void startOver() {
    pending.clear();
    assignment.reopenAll();
  }

  private void left(int partition) {
    pending.forget(partition);
    progress.left(partition);
  }
}
