package dev.cowbell.api.server.database;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long whoever asked will wait: until a deadline, or until they go away. What runs for them in
 * the database stops then too. Bound to the thread that answers; a thread without one waits half a
 * minute.
 */
public final class Patience {
  private static final ScopedValue<Patience> CURRENT = ScopedValue.newInstance();
  private static final Duration USUAL = Duration.ofSeconds(30);

  private final long endNanos;
  private final AtomicReference<Optional<Runnable>> running =
      new AtomicReference<>(Optional.empty());
  private final CountDownLatch over = new CountDownLatch(1);

  private Patience(Duration wait) {
    endNanos = System.nanoTime() + wait.toNanos();
  }

  /** Of somebody who waits so long. */
  public static Patience of(Duration wait) {
    return new Patience(wait);
  }

  /** Of whoever is being answered. */
  public static Patience current() {
    return CURRENT.isBound() ? CURRENT.get() : of(USUAL);
  }

  /** Answers with this patience. */
  public void answer(Runnable answer) {
    ScopedValue.where(CURRENT, this).run(answer);
  }

  /** Nobody waits any more: stops what runs in the database. */
  public void gone() {
    over.countDown();
    running
        .get() // It opens a connection: not for an event loop.
        .ifPresent(stop -> Thread.ofVirtual().name("stop").start(stop));
  }

  /** Whether whoever asked went away. */
  public boolean isGone() {
    return over.getCount() == 0;
  }

  /** Time that is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** Whether somebody waits still. */
  public boolean isWaiting() {
    return !isOver();
  }

  /** Lets some time pass, or less where nobody waits any more. */
  public void pause(Duration time) {
    try {
      Duration left = left();
      over.await(Math.min(time.toNanos(), left.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      gone();
    }
  }

  boolean isOver() {
    return isGone() || left().isZero();
  }

  /** Names what to stop, until it is closed. */
  Watch stopping(Runnable stop) {
    running.set(Optional.of(stop));
    return () -> running.set(Optional.empty());
  }

  /** Refuses to begin or go on where nobody waits. */
  void check() {
    if (isOver()) {
      throw new OutOfPatience(isGone());
    }
  }

  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
