package dev.cowbell.collector.delivery;

import dev.cowbell.collector.spool.Loss;
import dev.cowbell.collector.spool.Spool;
import dev.cowbell.collector.spool.SpooledRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes ticks from the spool to Kafka on a thread of its own. The receiver knows duplicates by a
 * sequence that only rises, so order is kept at any price: a tick is never sent behind one that the
 * broker took after it, and counts as refused where that happened.
 *
 * <p>A tick that the broker will never take is lost, with the reason refused. Where the broker
 * takes nothing at all, for want of rights or a wrong password or certificate, ticks stay in the
 * spool, since people can set that right; those that become too old or too many meanwhile are lost
 * as refused. One line is logged when delivery stops, one for each further reason, and one when it
 * goes on.
 */
public final class SpoolDelivery implements AutoCloseable {
  /** The contract's topic of ticks. */
  public static final String TOPIC = "cowbell.ticks.v1";

  private static final Logger LOG = LoggerFactory.getLogger(SpoolDelivery.class);

  /** News and answers wake it; only a stall has to be noticed by itself. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private final TickSpool ticks;
  private final Spool spool;
  private final ProducerSource producers;
  private final Pace pace;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Thread thread;
  private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
  private final InFlight inFlight = new InFlight();
  private final List<SpooledRecord> failed = new ArrayList<>();
  private @Nullable Producer<String, byte[]> producer;

  /** What was logged since delivery stopped; nothing while it goes on. */
  private final Set<String> stalledBy = new HashSet<>();

  private long cursor;
  private long highestConfirmed;
  private int failures;
  private long notBeforeNanos;
  private boolean isRefusalLogged;
  private long failedAttempts;
  private long producersMade;
  private volatile DeliveryCounts counts = DeliveryCounts.NONE;
  private volatile boolean isClosing;
  private volatile long closeDeadlineNanos;

  /** An answer, or none: no failure means that the broker has the tick. */
  private record Completion(InFlight.Attempt attempt, @Nullable Exception failure) {}

  /** A delivery that has not begun. */
  public SpoolDelivery(TickSpool ticks, ProducerSource producers) {
    this(ticks, producers, Pace.DEFAULT);
  }

  SpoolDelivery(TickSpool ticks, ProducerSource producers, Pace pace) {
    this.ticks = ticks;
    this.spool = ticks.spool();
    this.producers = producers;
    this.pace = pace;
    thread = Thread.ofPlatform().name("delivery").daemon().unstarted(this::run);
  }

  public void start() {
    ticks.wake(thread);
    notBeforeNanos = System.nanoTime();
    thread.start();
  }

  public DeliveryCounts counts() {
    return counts;
  }

  private void run() {
    try {
      while (!isDone()) {
        step();
        counts =
            new DeliveryCounts(
                failedAttempts, producersMade, inFlight.size(), !stalledBy.isEmpty());
      }
    } finally {
      closeProducer(LAST_ANSWERS);
      settleAnswers();
    }
  }

  /** While the broker takes nothing there is no use in waiting for it. */
  private boolean isDone() {
    return isClosing
        && (failures > 0
            || spool.counts().waiting() == 0
            || System.nanoTime() - closeDeadlineNanos >= 0);
  }

  private void step() {
    settleAnswers();
    goBackIfFailed();
    giveUpIfStalled();
    long waitNanos = notBeforeNanos - System.nanoTime();
    if (waitNanos > 0) {
      LockSupport.parkNanos(this, Math.min(waitNanos, IDLE.toNanos()));
      return;
    }
    Optional<SpooledRecord> next =
        inFlight.isFull(pace) || !failed.isEmpty() ? Optional.empty() : spool.next(cursor);
    next.ifPresentOrElse(this::send, () -> LockSupport.parkNanos(this, IDLE.toNanos()));
  }

  private void send(SpooledRecord record) {
    try {
      Producer<String, byte[]> open = producer();
      InFlight.Attempt attempt = new InFlight.Attempt(record, System.nanoTime());
      inFlight.add(attempt);
      cursor = record.number();
      send(open, attempt);
    } catch (IOException unreadable) {
      stalled(Answer.SHUT_OUT, String.valueOf(unreadable.getMessage()));
    } catch (KafkaException | IllegalArgumentException impossible) {
      stalled(
          Answer.BROKEN,
          "no producer can be made ("
              + impossible.getClass().getSimpleName()
              + "); check the settings COWBELL_KAFKA_* and the files that they name");
    }
  }

  private void send(Producer<String, byte[]> open, InFlight.Attempt attempt) {
    SpooledRecord record = attempt.record();
    try {
      var _ =
          open.send(
              new ProducerRecord<>(TOPIC, record.key(), record.value()),
              (_, failure) -> answered(attempt, failure));
    } catch (KafkaException | IllegalStateException failure) {
      answered(attempt, failure);
    }
  }

  private void answered(InFlight.Attempt attempt, @Nullable Exception failure) {
    completions.add(new Completion(attempt, failure));
    LockSupport.unpark(thread);
  }

  private void settleAnswers() {
    Completion completion = completions.poll();
    while (completion != null) {
      Exception failure = completion.failure();
      boolean isAwaited = inFlight.remove(completion.attempt());
      if (failure == null) {
        confirmed(completion.attempt().record());
      } else if (isAwaited) {
        notTaken(completion.attempt().record(), failure);
      }
      completion = completions.poll();
    }
  }

  private void confirmed(SpooledRecord record) {
    spool.confirm(record.number());
    ticks.changed();
    highestConfirmed = Math.max(highestConfirmed, record.number());
    failures = 0;
    isRefusalLogged = false;
    if (!stalledBy.isEmpty()) {
      stalledBy.clear();
      spool.overflowReason(Loss.Reason.BUFFER_FULL);
      LOG.info("Ticks are delivered again; {} are waiting", spool.counts().waiting());
    }
  }

  private void notTaken(SpooledRecord record, Exception failure) {
    Answer answer = Answer.of(failure);
    if (answer == Answer.REFUSED) {
      refused(record, failure);
      return;
    }
    failedAttempts++;
    failed.add(record);
    stalled(answer, Answer.sentence(failure));
    if (answer != Answer.NOT_NOW) {
      closeProducer(Duration.ZERO);
    }
  }

  private void refused(SpooledRecord record, Exception failure) {
    if (!isRefusalLogged) {
      isRefusalLogged = true;
      LOG.warn(
          "The broker refuses a tick of {} bytes for good, it is lost ({})",
          record.value().length,
          failure.getClass().getSimpleName());
    }
    lose(record);
  }

  private void lose(SpooledRecord record) {
    spool.lose(record, Loss.Reason.REFUSED);
    ticks.changed();
  }

  private void stalled(Answer answer, String sentence) {
    failures++;
    notBeforeNanos = System.nanoTime() + pace.backoff().after(failures, random).toNanos();
    spool.overflowReason(answer == Answer.SHUT_OUT ? Loss.Reason.REFUSED : Loss.Reason.BUFFER_FULL);
    if (stalledBy.add(sentence)) {
      LOG.warn("Ticks are not delivered, sampling goes on and they wait: {}", sentence);
    }
  }

  /** Once nothing is underway any more, what failed is sent again, in order, with all behind it. */
  private void goBackIfFailed() {
    if (failed.isEmpty() || !inFlight.isEmpty()) {
      return;
    }
    for (SpooledRecord record : failed) {
      if (record.number() < highestConfirmed) {
        lose(record);
      }
    }
    failed.clear();
    cursor = 0;
  }

  private void giveUpIfStalled() {
    Optional<InFlight.Attempt> oldest = inFlight.oldest();
    if (oldest.isPresent()
        && System.nanoTime() - oldest.get().sentNanos() > pace.stalledAfter().toNanos()) {
      stalled(
          Answer.NOT_NOW, "no broker has answered for " + pace.stalledAfter().toSeconds() + " s");
      closeProducer(Duration.ZERO);
    }
  }

  private Producer<String, byte[]> producer() throws IOException {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = producers.open();
      producer = open;
      producersMade++;
    }
    return open;
  }

  /** What had no answer by then has failed. */
  private void closeProducer(Duration patience) {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      try {
        open.close(patience);
      } catch (KafkaException failure) {
        LOG.debug("The producer was not closed cleanly", failure);
      }
    }
    // Answers that came while it was closed are still looked at, and those that confirm count.
    inFlight.removeAll().forEach(attempt -> failed.add(attempt.record()));
  }

  /** Delivers what waits for at most this long, then leaves it to the spool. */
  public void close(Duration patience) {
    closeDeadlineNanos = System.nanoTime() + patience.toNanos();
    isClosing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(patience.plus(LAST_ANSWERS).plusSeconds(3));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(3));
  }
}
