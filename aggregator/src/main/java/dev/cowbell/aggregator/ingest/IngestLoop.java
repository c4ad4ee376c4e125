package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.StaleOffsetException;
import dev.cowbell.aggregator.store.StoreUnavailableException;
import dev.cowbell.aggregator.store.TickStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final String READING_ANEW = "{0}: reading anew where partitions stand";

  /** Where so many are waiting, the next poll comes at once. */
  private static final long FAR_BEHIND_RECORDS = 500;

  /** A record that the database refuses is found in a poll that has its transaction to itself. */
  private static final int ALONE_AFTER_FAILURE = 50;

  private final Consumer<byte[], byte[]> consumer;
  private final RejectsTopic rejects;
  private final InstantSource clock;
  private final IngestProgress progress;
  private final Assignment assignment;
  private final Sorter sorter;
  private final Delivery delivery;
  private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled = new TreeMap<>();
  private PendingPoll prepared = new PendingPoll();
  private final Backoff backoff = new Backoff();
  private int pollsToWriteAlone;
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
    this.clock = clock;
    this.progress = progress;
    this.delivery = new Delivery(rejects, store, progress);
    this.sorter = new Sorter(decoder, store, delivery::finish);
    this.assignment = new Assignment(consumer, store, this::left);
  }

  /** Ends {@link #run()} after what it is writing is written; may be called from any thread. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (rejects;
        delivery) {
      consumer.subscribe(List.of(Topics.TICKS), assignment);
      while (!stopping) {
        step();
      }
      finish();
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
      if (prepared.isEmpty()) {
        prepare();
      }
      deliver();
      measureLag();
      backoff.afterSuccess();
      progress.state(new IngestState.Running());
    } catch (WakeupException e) {
      LOG.log(Level.DEBUG, "woken to stop", e);
    } catch (StaleOffsetException e) {
      LOG.log(Level.WARNING, READING_ANEW, e.getMessage());
      startOver();
    } catch (TransactionLostException e) {
      LOG.log(Level.WARNING, READING_ANEW, e.getMessage());
      startOver();
      pollsToWriteAlone = ALONE_AFTER_FAILURE;
    } catch (RuntimeException e) {
      await(e);
    }
  }

  private void deliver() {
    if (prepared.isEmpty()) {
      delivery.finish();
      return;
    }
    delivery.awaitWritten();
    boolean more = pollsToWriteAlone == 0 && unfetched() >= FAR_BEHIND_RECORDS;
    pollsToWriteAlone = Math.max(0, pollsToWriteAlone - 1);
    delivery.begin(prepared, more);
    prepared = new PendingPoll();
  }

  private void openAssigned() {
    var opened = assignment.openAssigned();
    if (!opened.isEmpty()) {
      opened.forEach(this::counted);
      assignment.resume();
    }
  }

  /**
   * Polls, while what was polled before is being written, and tells apart what came. Where that
   * fails, what is left of the poll is told apart the next time.
   */
  private void prepare() {
    if (polled.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.partitions().forEach(p -> polled.put(p.partition(), records.records(p)));
    }
    Instant now = clock.instant();
    for (int partition : List.copyOf(polled.keySet())) {
      PartitionIntake intake = assignment.open().get(partition);
      if (intake != null) {
        prepared.add(intake, sorter.sorted(intake, polled.getOrDefault(partition, List.of()), now));
      }
      polled.remove(partition);
    }
  }

  /** Counts what was fetched and is not in the database yet as behind, too. */
  private void measureLag() {
    for (TopicPartition partition : consumer.assignment()) {
      PartitionIntake intake = assignment.open().get(partition.partition());
      var unfetched = consumer.currentLag(partition);
      if (intake != null && unfetched.isPresent()) {
        long end = consumer.position(partition) + unfetched.getAsLong();
        progress.lag(partition.partition(), Math.max(0, end - intake.writtenOffset()));
      }
    }
  }

  /** What is known to wait on the broker. */
  private long unfetched() {
    long records = 0;
    for (TopicPartition partition : consumer.assignment()) {
      records += consumer.currentLag(partition).orElse(0);
    }
    return records;
  }

  /** While nothing is fetched only the broker knows how far behind this falls. */
  private void askLag() {
    consumer
        .endOffsets(consumer.assignment(), END_OFFSETS_TIMEOUT)
        .forEach(
            (partition, end) -> {
              PartitionIntake intake = assignment.open().get(partition.partition());
              if (intake != null) {
                progress.lag(partition.partition(), Math.max(0, end - intake.writtenOffset()));
              }
            });
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

  /** What was being written may be written to its end. */
  private void finish() {
    try {
      delivery.finish();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "not written: the next instance reads it again", e);
    }
  }

  private void startOver() {
    delivery.clear();
    prepared = new PendingPoll();
    polled.clear();
    assignment.reopenAll();
  }

  private void left(int partition) {
    delivery.forget(partition);
    prepared.forget(partition);
    polled.remove(partition);
    progress.left(partition);
  }
}
