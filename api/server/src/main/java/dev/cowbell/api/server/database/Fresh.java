package dev.cowbell.api.server.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What many ask for and what is dear to read, read at most so often and shared by all. Who asks
 * after that gets what is at hand while it is read anew; what is much older than that nobody gets.
 *
 * <pre>
 *   fresh for   max(as asked, min(100 x what reading it took, 2 minutes))
 *   usable for  max(6 x as asked, 2 x fresh for)
 * </pre>
 *
 * <p>A hundred, so that a large fleet is read for a hundredth of the time and a small one often.
 */
public final class Fresh<T> {
  private static final Logger LOG = Logger.getLogger(Fresh.class);

  /** Hosts are heard of every ten seconds. */
  private static final Duration USUAL = Duration.ofSeconds(5);

  private static final int IDLE_FACTOR = 100;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int USABLE = 6;

  private final Supplier<T> reading;
  private final long askedNanos;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private volatile @Nullable Held<T> held;

  /** What is read every five seconds at most. */
  public Fresh(Supplier<T> reading) {
    this(reading, USUAL);
  }

  /** What is read once in this time at most. */
  public Fresh(Supplier<T> reading, Duration fresh) {
    this(reading, fresh, System::nanoTime);
  }

  Fresh(Supplier<T> reading, Duration fresh, LongSupplier nanos) {
    this.reading = reading;
    this.askedNanos = fresh.toNanos();
    this.nanos = nanos;
  }

  /** The value. */
  public T get() {
    Held<T> now = held;
    if (now == null || age(now) > usableNanos(now)) {
      return read().value;
    }
    if (age(now) > now.freshNanos && refreshing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("refresh").start(this::refresh);
    }
    return now.value;
  }

  private void refresh() {
    try {
      read();
    } catch (RuntimeException e) {
      LOG.warnf("What is at hand grows old: %s", e.getMessage()); // Who needs it will ask again.
    } finally {
      refreshing.set(false);
    }
  }

  /** One reads, the others wait for what it read. */
  private Held<T> read() {
    lock.lock();
    try {
      Held<T> now = held;
      if (now == null || age(now) > now.freshNanos) {
        long start = nanos.getAsLong();
        T value = reading.get();
        long end = nanos.getAsLong();
        now = new Held<>(value, end, freshNanos(end - start));
        held = now;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private long age(Held<T> value) {
    return nanos.getAsLong() - value.sinceNanos;
  }

  private long freshNanos(long tookNanos) {
    return Math.max(askedNanos, Math.min(IDLE_FACTOR * tookNanos, LONGEST.toNanos()));
  }

  private long usableNanos(Held<T> value) {
    return Math.max(USABLE * askedNanos, 2 * value.freshNanos);
  }

  private record Held<T>(T value, long sinceNanos, long freshNanos) {}
}
