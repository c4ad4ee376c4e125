package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.store.PartitionBatch;
import dev.cowbell.aggregator.store.StoreRefusedException;
import dev.cowbell.aggregator.store.TickBatch;
import dev.cowbell.aggregator.store.TickStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one poll at a time, rejects first, on a thread of its own, so that the next poll is told
 * apart meanwhile. Everything but the writing itself is the ingest thread's. Polls of which more
 * follow share a transaction, up to limits: their ticks add to the same roll-ups, which are written
 * once for all of them.
 */
final class Delivery implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  /** Of one transaction; what comes behind is read again should it fail. */
  private static final long MOST_TICKS = 16_000;

  /** Roll-ups in memory: a few kilobytes each. */
  private static final int MOST_WAITING_SKETCHES = 24_000;

  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final RejectsTopic rejects;
  private final TickStore store;
  private final IngestProgress progress;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("delivery").daemon().factory());
  private @Nullable PendingPoll poll;
  private boolean moreFollows;
  private @Nullable Future<?> attempt;
  private @Nullable TransactionLostException lost;

  /** What is written and not committed; touched by one thread while the other one waits. */
  private final List<Written> uncommitted = new ArrayList<>();

  private long begunNanos;

  /** What has to be told of a part once it is committed, without its ticks. */
  private record Written(PartitionIntake intake, PartitionBatch batch, List<RejectReason> why) {

    static Written of(PartitionIntake intake, SortedRecords sorted) {
      return new Written(
          intake,
          sorted.batch().withoutTicks(),
          sorted.rejects().stream().map(reject -> reject.why().reason()).toList());
    }
  }

  Delivery(RejectsTopic rejects, TickStore store, IngestProgress progress) {
    this.rejects = rejects;
    this.store = store;
    this.progress = progress;
  }

  /**
   * Begins to write; whatever was begun before must have been written.
   *
   * @param more whether more is waiting to be polled, so that the transaction may stay open
   */
  void begin(PendingPoll next, boolean more) {
    poll = next;
    moreFollows = more;
    attempt = thread.submit(() -> write(next, more));
  }

  /**
   * Returns when what was begun is written. Where it failed it throws what writing threw, and tries
   * again when it is called again.
   *
   * @throws TransactionLostException when earlier polls are lost with it
   */
  void awaitWritten() {
    if (lost != null) {
      throw lost;
    }
    PendingPoll unfinished = poll;
    if (unfinished == null) {
      return;
    }
    boolean more = moreFollows;
    Future<?> running = attempt == null ? thread.submit(() -> write(unfinished, more)) : attempt;
    attempt = null;
    await(running);
    poll = null;
  }

  /** The same, and all of it is committed. */
  void finish() {
    moreFollows = false;
    awaitWritten();
    if (!uncommitted.isEmpty()) {
      await(thread.submit(this::commit));
    }
  }

  /** Lets what is being written end, well or badly, and drops what is left of this partition. */
  void forget(int partition) {
    try {
      finish();
    } catch (TransactionLostException e) {
      lost = e;
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "not written when its partition left", e);
    }
    PendingPoll unfinished = poll;
    if (unfinished != null) {
      unfinished.forget(partition);
    }
  }

  /** Drops what could not be written. */
  void clear() {
    poll = null;
    attempt = null;
    lost = null;
    uncommitted.clear();
    store.undo();
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

  private void write(PendingPoll pending, boolean more) {
    if (pending.isEmpty()) {
      return;
    }
    pending.publishRejects(rejects);
    try {
      put(pending, more);
    } catch (StoreRefusedException e) {
      failIfOthersAreLost(e);
      LOG.log(Level.WARNING, "{0}: storing record by record to find it", e.getMessage());
      for (PendingPoll.Part part : pending.parts()) {
        part.sorted().oneByOne().forEach(single -> writeOne(part.intake(), single));
      }
    } catch (RuntimeException e) {
      failIfOthersAreLost(e);
      throw e;
    }
  }

  private void put(PendingPoll pending, boolean more) {
    if (uncommitted.isEmpty()) {
      begunNanos = System.nanoTime();
    }
    TickBatch batch = pending.batch(Topics.TICKS);
    boolean staysOpen = more && !isLongEnough(pending);
    if (staysOpen) {
      store.write(batch);
    } else {
      store.commit(batch);
    }
    pending.parts().forEach(part -> uncommitted.add(Written.of(part.intake(), part.sorted())));
    if (!staysOpen) {
      tellCommitted();
    }
  }

  private boolean isLongEnough(PendingPoll pending) {
    long ticks = pending.records();
    for (Written written : uncommitted) {
      ticks += written.batch.counts().accepted();
    }
    return ticks >= MOST_TICKS
        || store.waitingSketches() >= MOST_WAITING_SKETCHES
        || System.nanoTime() - begunNanos >= LONGEST.toNanos();
  }

  private void commit() {
    try {
      store.commit(new TickBatch(Topics.TICKS, List.of()));
      tellCommitted();
    } catch (RuntimeException e) {
      failIfOthersAreLost(e);
      throw e;
    }
  }

  private void failIfOthersAreLost(RuntimeException cause) {
    if (!uncommitted.isEmpty()) {
      uncommitted.clear();
      throw new TransactionLostException(cause);
    }
  }

  /** One record that the database refuses must not stop its partition. */
  private void writeOne(PartitionIntake intake, SortedRecords single) {
    try {
      store.commit(new TickBatch(Topics.TICKS, List.of(single.batch())));
      tell(Written.of(intake, single));
    } catch (StoreRefusedException e) {
      SortedRecords refused = single.refused(String.valueOf(e.getMessage()));
      rejects.publish(refused.rejects());
      store.commit(new TickBatch(Topics.TICKS, List.of(refused.batch())));
      tell(Written.of(intake, refused));
    }
  }

  private void tellCommitted() {
    uncommitted.forEach(this::tell);
    uncommitted.clear();
  }

  private void tell(Written written) {
    written.intake.written(written.batch);
    progress.rejected(written.why);
    progress.movedOn(written.batch);
    progress.counted(written.intake.partition(), written.intake.counts());
  }

  @Override
  public void close() {
    thread.shutdown();
    store.undo();
  }
}
