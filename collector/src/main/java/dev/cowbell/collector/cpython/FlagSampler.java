package dev.cowbell.collector.cpython;

import dev.cowbell.collector.gctime.FlagLook;
import dev.cowbell.collector.gctime.LookLimit;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the collecting flags of workers on a thread of its own, at exponentially distributed
 * gaps, at most {@value #MAX_LOOKS_PER_SECOND} times in any second on the whole host.
 *
 * <p>A wake-up costs several times what a look costs, so each takes up to ten workers, a block of
 * the list that begins at random: two a second are 20 looks a second on average. A collection that
 * was hit is then followed every 10 ms, outside the sample, so that its length is known from below.
 *
 * <p>A look touches one page of the process and is no full reading: those are the other thread's
 * alone. Measured with 100 workers on the 2-core machine (20 November 2026, other builds running):
 * 47 looks a second for 0.07 % of a core and 1.1 kB of garbage a second.
 */
public final class FlagSampler implements Closeable {
  static final int MAX_LOOKS_PER_SECOND = 100;

  /**
   * Following has a limit of its own: would it use up that of the sample, the sample would miss
   * looks just when a collection runs.
   */
  private static final int MAX_FOLLOWING_PER_SECOND = 20;

  private static final int WORKERS_PER_MOMENT = 10;
  private static final double MOMENTS_PER_SECOND = 2;
  private static final long FOLLOW_NANOS = 10_000_000;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long STACK_BYTES = 128 * 1024;

  private final RandomGenerator random;
  private final double momentsPerSecond;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(CollectingFlag.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final LookLimit sampling = new LookLimit(MAX_LOOKS_PER_SECOND - MAX_FOLLOWING_PER_SECOND);
  private final LookLimit following = new LookLimit(MAX_FOLLOWING_PER_SECOND);
  private final FlagTarget[] followed = new FlagTarget[WORKERS_PER_MOMENT];
  private final AtomicLong looks = new AtomicLong();
  private final Thread thread;
  private volatile FlagTarget[] targets = new FlagTarget[0];
  private volatile boolean closed;
  private int followedCount;

  private FlagSampler(RandomGenerator random, double momentsPerSecond) {
    this.random = random;
    this.momentsPerSecond = momentsPerSecond;
    thread = new Thread(null, this::run, "collecting-flag", STACK_BYTES);
    thread.setDaemon(true);
  }

  /** Starts the thread, which sleeps until there is something to look at. */
  public static FlagSampler start(RandomGenerator random) {
    return start(random, MOMENTS_PER_SECOND);
  }

  static FlagSampler start(RandomGenerator random, double momentsPerSecond) {
    FlagSampler sampler = new FlagSampler(random, momentsPerSecond);
    sampler.thread.start();
    return sampler;
  }

  /** From now on looks at these. */
  public void watch(List<FlagTarget> workers) {
    boolean wasIdle = targets.length == 0;
    targets = workers.toArray(FlagTarget[]::new);
    if (wasIdle) {
      LockSupport.unpark(thread);
    }
  }

  /** Looks taken since the start. */
  public long looks() {
    return looks.get();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    long nextMoment = System.nanoTime() + gapNanos();
    while (!closed) {
      if (targets.length == 0) {
        followedCount = 0;
        LockSupport.park(this);
        nextMoment = System.nanoTime() + gapNanos();
        continue;
      }
      long now = System.nanoTime();
      long wait = nextMoment - now;
      if (wait <= 0) {
        sample(targets, now);
        nextMoment = now + gapNanos();
      } else if (followedCount > 0) {
        LockSupport.parkNanos(this, Math.min(wait, FOLLOW_NANOS));
        follow(System.nanoTime());
      } else {
        LockSupport.parkNanos(this, wait);
      }
    }
  }

  private long gapNanos() {
    return Math.round(random.nextExponential() / momentsPerSecond * SECOND_NANOS);
  }

  private void sample(FlagTarget[] all, long now) {
    int first = random.nextInt(all.length);
    for (int i = 0; i < Math.min(all.length, WORKERS_PER_MOMENT) && sampling.tryTake(now); i++) {
      FlagTarget target = all[(first + i) % all.length];
      FlagLook look = look(target);
      if (look != null) {
        target.counts().sampled(target.run(), now, look);
        remember(target, look);
      }
    }
  }

  private void follow(long now) {
    int count = followedCount;
    followedCount = 0;
    for (int i = 0; i < count && following.tryTake(now); i++) {
      FlagTarget target = followed[i];
      FlagLook look = look(target);
      if (look != null) {
        target.counts().followed(target.run(), now, look);
        remember(target, look);
      }
    }
  }

  private void remember(FlagTarget target, FlagLook look) {
    if (look.collecting() && followedCount < followed.length && !isFollowed(target)) {
      followed[followedCount++] = target;
    }
  }

  private boolean isFollowed(FlagTarget target) {
    for (int i = 0; i < followedCount; i++) {
      if (followed[i].equals(target)) {
        return true;
      }
    }
    return false;
  }

  /** Null where the process has left or replaced its program: a look not had is none. */
  private @Nullable FlagLook look(FlagTarget target) {
    try {
      FlagLook look = target.flag().look(buffer);
      looks.incrementAndGet();
      return look;
    } catch (IOException left) {
      // The next tick takes it off the list and says so.
      return null;
    }
  }
}
