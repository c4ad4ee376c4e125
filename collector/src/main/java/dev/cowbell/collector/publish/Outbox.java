package dev.cowbell.collector.publish;

import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.GapReason;
import dev.cowbell.api.contract.v1.HostTick;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ticks between sampling and the broker, bounded by bytes; when it is full the oldest are dropped.
 * At every moment sampled = published + dropped + waiting. Safe for one thread that adds and one
 * that delivers.
 */
public final class Outbox {
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Deque<QueuedTick> waiting = new ArrayDeque<>();
  private final GapLedger ledger = new GapLedger();
  private long waitingBytes;
  private long sampled;
  private long published;
  private long dropped;

  /** What became of the ticks so far. */
  public record Counts(long sampled, long published, long dropped, long waiting) {}

  /**
   * An empty outbox.
   *
   * @param maxBytes most bytes that wait; one tick may always wait, however large
   */
  public Outbox(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a tick. Never waits for the broker. */
  public void add(HostTick tick) {
    QueuedTick queued = new QueuedTick(tick);
    lock.lock();
    try {
      sampled++;
      waiting.addLast(queued);
      waitingBytes += queued.size();
      while (waitingBytes > maxBytes && waiting.size() > 1) {
        drop(waiting.removeFirst(), GapReason.GAP_REASON_BUFFER_FULL);
      }
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ticks that were never taken, to be reported with the next one. */
  public void addGap(Gap gap) {
    lock.lock();
    try {
      ledger.add(gap);
    } finally {
      lock.unlock();
    }
  }

  /** What the next tick has to report; it must then be added. */
  public List<Gap> takeGaps() {
    lock.lock();
    try {
      return ledger.take();
    } finally {
      lock.unlock();
    }
  }

  public Counts counts() {
    lock.lock();
    try {
      return new Counts(sampled, published, dropped, waiting.size());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The oldest tick, which stays here until it is confirmed or refused; empty when none came in
   * time.
   */
  Optional<QueuedTick> oldest(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (waiting.isEmpty() && nanos > 0) {
        nanos = added.awaitNanos(nanos);
      }
      return Optional.ofNullable(waiting.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The broker has it. Should it have been dropped meanwhile, it stays counted as such: the
   * receiver knows it by its sequence.
   */
  void confirm(QueuedTick tick) {
    lock.lock();
    try {
      if (remove(tick)) {
        published++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The broker will never take it. */
  void refuse(QueuedTick tick) {
    lock.lock();
    try {
      if (waiting.remove(tick)) {
        drop(tick, GapReason.GAP_REASON_REFUSED);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean remove(QueuedTick tick) {
    boolean found = waiting.remove(tick);
    if (found) {
      waitingBytes -= tick.size();
    }
    return found;
  }

  private void drop(QueuedTick tick, GapReason reason) {
    waitingBytes -= tick.size();
    dropped++;
    tick.addLossTo(ledger, reason);
  }
}
