package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.StoreRefusedException;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one poll at a time, rejects first, on a thread of its own, so that the next poll is told
 * apart meanwhile. Everything but the writing itself is the ingest thread's.
 */
final class Delivery implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  private final RejectsTopic rejects;
  private final TickStore store;
  private final IngestProgress progress;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("delivery").daemon().factory());
  private @Nullable PendingPoll poll;
  private @Nullable Future<?> attempt;

  Delivery(RejectsTopic rejects, TickStore store, IngestProgress progress) {
    this.rejects = rejects;
    this.store = store;
    this.progress = progress;
  }

  /** Begins to write; whatever was begun before must have been finished. */
  void begin(PendingPoll next) {
    poll = next;
    attempt = thread.submit(() -> write(next));
  }

  /**
   * Returns when nothing is left to write. Where it failed it throws what writing threw, and tries
   * again when it is called again.
   */
  void finish() {
    PendingPoll unfinished = poll;
    if (unfinished == null) {
      return;
    }
    Future<?> running = attempt == null ? thread.submit(() -> write(unfinished)) : attempt;
    attempt = null;
    await(running);
    poll = null;
  }

  /** Lets what is being written end, well or badly, and drops what is left of this partition. */
  void forget(int partition) {
    PendingPoll unfinished = poll;
    if (unfinished == null) {
      return;
    }
    try {
      finish();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "not written when its partition left", e);
      unfinished.forget(partition);
    }
  }

  /** Drops what could not be written. */
  void clear() {
    poll = null;
    attempt = null;
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void write(PendingPoll pending) {
    if (pending.isEmpty()) {
      return;
    }
    pending.publishRejects(rejects);
    try {
      store.commit(pending.batch(Topics.TICKS));
      pending.parts().forEach(part -> written(part.intake(), part.sorted()));
    } catch (StoreRefusedException e) {
      LOG.log(Level.WARNING, "{0}: storing record by record to find it", e.getMessage());
      for (PendingPoll.Part part : pending.parts()) {
        part.sorted().oneByOne().forEach(single -> writeOne(part.intake(), single));
      }
    }
  }

  /** One record that the database refuses must not stop its partition. */
  private void writeOne(PartitionIntake intake, SortedRecords single) {
    try {
      store.commit(new TickBatch(Topics.TICKS, List.of(single.batch())));
      written(intake, single);
    } catch (StoreRefusedException e) {
      SortedRecords refused = single.refused(String.valueOf(e.getMessage()));
      rejects.publish(refused.rejects());
      store.commit(new TickBatch(Topics.TICKS, List.of(refused.batch())));
      written(intake, refused);
    }
  }

  private void written(PartitionIntake intake, SortedRecords sorted) {
    intake.written(sorted.batch());
    progress.rejected(sorted);
    progress.movedOn(sorted.batch());
    progress.counted(intake.partition(), intake.counts());
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
