package dev.cowbell.collector.delivery;

import dev.cowbell.api.contract.v1.Gap;
import dev.cowbell.api.contract.v1.HostTick;
import dev.cowbell.collector.spool.Spool;
import dev.cowbell.collector.spool.SpoolCounts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where sampling puts its ticks. Adding one takes microseconds whatever disk and broker do: a
 * thread of its own brings ticks to the disk, another one to the broker.
 */
public final class TickSpool implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Spool spool;
  private final Thread storing;
  private volatile boolean isClosing;
  private volatile @Nullable Thread taker;

  /** Ticks go through this spool, which is closed with this. */
  public TickSpool(Spool spool) {
    this.spool = spool;
    storing = Thread.ofPlatform().name("spool").daemon().unstarted(this::store);
  }

  /** Starts to bring ticks to the disk. */
  public void start() {
    storing.start();
  }

  private void store() {
    while (!isClosing) {
      spool.store();
      LockSupport.parkNanos(this, IDLE.toNanos());
    }
  }

  /** Adds a tick. Never waits. */
  public void add(HostTick tick) {
    spool.append(
        tick.getHost().getHostId(), tick.toByteArray(), Gaps.millis(tick.getCollectedAt()));
    changed();
    LockSupport.unpark(taker);
  }

  /** Ticks that were never taken, to be reported with the next one. */
  public void addGap(Gap gap) {
    spool.report(Gaps.loss(gap));
  }

  /** What the next tick has to report; it must then be added. */
  public List<Gap> takeGaps() {
    return spool.takeLosses().stream().map(Gaps::of).toList();
  }

  public SpoolCounts counts() {
    return spool.counts();
  }

  Spool spool() {
    return spool;
  }

  /** There is something to store. */
  void changed() {
    LockSupport.unpark(storing);
  }

  /** Which thread is to be woken for a new tick. */
  void wake(Thread thread) {
    taker = thread;
  }

  /** Brings everything to the disk and lets go of it. */
  @Override
  public void close() {
    isClosing = true;
    changed();
    boolean isInterrupted = false;
    while (storing.isAlive()) {
      try {
        storing.join();
      } catch (InterruptedException stopped) {
        isInterrupted = true;
      }
    }
    spool.close();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
