package dev.cowbell.api.server.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What many ask for and what is dear to read, read at most so often and shared by all. Who asks
 * after that gets what is at hand while it is read anew; what is older than six times that nobody
 * gets.
 */
public final class Fresh<T> {
  private static final Logger LOG = Logger.getLogger(Fresh.class);

  /** Hosts are heard of every ten seconds. */
  private static final Duration USUAL = Duration.ofSeconds(5);

  private static final int STALE = 6;

  private final Supplier<T> reading;
  private final Duration fresh;
  private final Duration stale;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private volatile @Nullable Held<T> held;

  /** What is read every five seconds at most. */
  public Fresh(Supplier<T> reading) {
    this(reading, USUAL);
  }

  /** What is read once in this time at most. */
  public Fresh(Supplier<T> reading, Duration fresh) {
    this.reading = reading;
    this.fresh = fresh;
    this.stale = fresh.multipliedBy(STALE);
  }

  /** The value, at most six times as old as it is fresh. */
  public T get() {
    Held<T> now = held;
    if (now == null || now.isOlderThan(stale)) {
      return read(stale).value;
    }
    if (now.isOlderThan(fresh) && refreshing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("refresh").start(this::refresh);
    }
    return now.value;
  }

  private void refresh() {
    try {
      read(fresh);
    } catch (RuntimeException e) {
      LOG.warnf("What is at hand grows old: %s", e.getMessage()); // Who needs it will ask again.
    } finally {
      refreshing.set(false);
    }
  }

  /** One reads, the others wait for what it read. */
  private Held<T> read(Duration oldest) {
    lock.lock();
    try {
      Held<T> now = held;
      if (now == null || now.isOlderThan(oldest)) {
        now = new Held<>(reading.get(), System.nanoTime());
        held = now;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private record Held<T>(T value, long sinceNanos) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - sinceNanos > age.toNanos();
    }
  }
}
