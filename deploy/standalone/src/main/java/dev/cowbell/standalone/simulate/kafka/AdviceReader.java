package dev.cowbell.standalone.simulate.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cowbell.standalone.failure.Failure;
import dev.cowbell.standalone.simulate.obey.Advice;
import dev.cowbell.standalone.simulate.obey.Rollouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows cowbell.recommendations.v1 from its beginning, in a thread of its own, and keeps what the
 * fleet has been told so far. The topic may appear later.
 */
public final class AdviceReader implements AutoCloseable {
  static final String TOPIC = "cowbell.recommendations.v1";

  private static final int PATIENCE_SECONDS = 30;
  private static final Duration POLL = Duration.ofMillis(200);

  private final AtomicReference<Rollouts> rollouts;
  private final Consumer<String> log;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private Map<TopicPartition, Long> standing = Map.of();

  private AdviceReader(String bootstrap, Rollouts begin, Consumer<String> log) {
    this.rollouts = new AtomicReference<>(begin);
    this.log = log;
    this.consumer =
        new KafkaConsumer<>(
            settings(bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
    this.thread = new Thread(this::follow, "advice");
    thread.setDaemon(true);
  }

  /**
   * Begins to listen.
   *
   * @param log takes a line for every change of a rollout
   */
  public static AdviceReader start(String bootstrap, Rollouts begin, Consumer<String> log) {
    var reader = new AdviceReader(bootstrap, begin, log);
    reader.thread.start();
    return reader;
  }

  /** Returns when all advice that stood there at the start has been read. */
  public void awaitStanding() throws InterruptedException {
    if (!caughtUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new Failure(
          "%s could not be read within %d s; check --kafka, or leave out --obey"
              .formatted(TOPIC, PATIENCE_SECONDS));
    }
  }

  /** What the fleet has been told so far. */
  public Rollouts rollouts() {
    return rollouts.get();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        log.accept("the reader of advice did not stop within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (consumer) {
      while (true) {
        readSome();
      }
    } catch (WakeupException e) {
      return; // closed
    }
  }

  /** A broker that is away for a while is no reason to stop listening. */
  private void readSome() {
    try {
      if (!consumer.assignment().isEmpty() || assign()) {
        consumer.poll(POLL).forEach(this::take);
        if (standing.entrySet().stream()
            .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
          caughtUp.countDown();
        }
      }
    } catch (RetriableException e) {
      log.accept("advice cannot be read just now: " + e.getMessage());
      pause();
    }
  }

  /** Partitions of the topic, as soon as there are any. */
  private boolean assign() {
    List<PartitionInfo> found = consumer.partitionsFor(TOPIC, Duration.ofSeconds(10));
    if (found.isEmpty()) {
      caughtUp.countDown();
      pause();
      return false;
    }
    consumer.assign(
        found.stream().map(info -> new TopicPartition(TOPIC, info.partition())).toList());
    consumer.seekToBeginning(consumer.assignment());
    standing = consumer.endOffsets(consumer.assignment());
    return true;
  }

  private void take(ConsumerRecord<String, byte[]> entry) {
    try {
      AdviceMessages.parse(entry.value()).ifPresent(this::apply);
    } catch (InvalidProtocolBufferException e) {
      log.accept("advice " + entry.key() + " is not a Recommendation and is ignored");
    }
  }

  private void apply(Advice advice) {
    Rollouts before = rollouts.get();
    Rollouts after = before.after(advice);
    rollouts.set(after);
    int hosts = after.hostsOf(advice.service(), advice.hardwareClass());
    if (hosts != before.hostsOf(advice.service(), advice.hardwareClass())) {
      log.accept(
          "%s on %s: %s, %d hosts run %s"
              .formatted(
                  advice.service(),
                  advice.hardwareClass(),
                  advice.step(),
                  hosts,
                  hosts == 0 ? "the new arm" : advice.treatment()));
    }
  }

  private static void pause() {
    LockSupport.parkNanos(POLL.toNanos());
  }

  private static Map<String, Object> settings(String bootstrap) {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "client.id",
        "cowbell-simulate-advice",
        "enable.auto.commit",
        false,
        "allow.auto.create.topics",
        false,
        "auto.offset.reset",
        "earliest");
  }
}
