package dev.cowbell.collector.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes ticks from the outbox to Kafka on a thread of its own, one after the other, so that their
 * order is kept. What fails stays in the outbox and is tried again; what the broker will never take
 * is refused. One line is logged when delivery stops and one when it goes on.
 */
public final class KafkaDelivery implements AutoCloseable {
  /** The contract's topic of ticks. */
  public static final String TOPIC = "cowbell.ticks.v1";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaDelivery.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration CONFIRMATION = Duration.ofSeconds(15);

  private final Outbox outbox;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Duration pause;
  private final Thread thread;
  private volatile boolean closing;
  private volatile long closeDeadlineNanos;
  private @Nullable Producer<String, byte[]> producer;
  private boolean stalled;

  /**
   * A delivery that has not begun.
   *
   * @param producers makes a new producer, also after one has failed for good
   * @param pause between two attempts
   */
  public KafkaDelivery(
      Outbox outbox, Supplier<Producer<String, byte[]>> producers, Duration pause) {
    this.outbox = outbox;
    this.producers = producers;
    this.pause = pause;
    thread = Thread.ofPlatform().name("delivery").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing
          || (outbox.counts().waiting() > 0 && System.nanoTime() - closeDeadlineNanos < 0)) {
        Optional<QueuedTick> oldest = outbox.oldest(IDLE);
        if (oldest.isPresent()) {
          deliver(oldest.get());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      closeProducer();
    }
  }

  private void deliver(QueuedTick tick) throws InterruptedException {
    try {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(TOPIC, tick.hostId(), tick.payload());
      producer().send(record).get(CONFIRMATION.toMillis(), TimeUnit.MILLISECONDS);
      outbox.confirm(tick);
      succeeded();
    } catch (ExecutionException failure) {
      failed(tick, failure.getCause() == null ? failure : failure.getCause());
    } catch (KafkaException | IllegalStateException | TimeoutException failure) {
      failed(tick, failure);
    }
  }

  private void failed(QueuedTick tick, Throwable cause) throws InterruptedException {
    if (cause instanceof RecordTooLargeException || cause instanceof SerializationException) {
      LOG.warn(
          "The broker refuses a tick of {} bytes for good: {}", tick.size(), cause.getMessage());
      outbox.refuse(tick);
      return;
    }
    if (!(cause instanceof RetriableException)) {
      closeProducer();
    }
    if (!stalled) {
      stalled = true;
      LOG.warn(
          "Ticks cannot be delivered, sampling goes on and delivery is tried again: {}",
          cause.toString());
    }
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }

  private void succeeded() {
    if (stalled) {
      stalled = false;
      LOG.info("Ticks are delivered again; {} are waiting", outbox.counts().waiting());
    }
  }

  private Producer<String, byte[]> producer() {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = producers.get();
      producer = open;
    }
    return open;
  }

  private void closeProducer() {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ofSeconds(1));
    }
  }

  /** Delivers what waits for at most this long. What is left then is lost, and is said so. */
  public void close(Duration patience) {
    closeDeadlineNanos = System.nanoTime() + patience.toNanos();
    closing = true;
    try {
      thread.join(patience);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    long left = outbox.counts().waiting();
    if (left > 0) {
      LOG.warn("{} ticks could not be delivered before the end and are lost", left);
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(3));
  }
}
