package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows the exits of one master's workers by their faults. When a master waits for a worker, the
 * kernel adds the worker's faults to the master's {@code cminflt}; what it rises by, less what the
 * worker had two seconds or more before it was gone, and before faults began to come many times
 * faster than they did, fell on the way out. A worker may have gone on working in that time, so
 * this is an upper bound.
 */
public final class ExitWatch {
  /** A master that has not waited for a worker by then never will. */
  private static final long PATIENCE_MILLIS = 5000;

  private static final int PATIENCE_LOOKS = 2;
  private static final int LOOKS_TO_WAIT_FOR_ALL = 2;

  private Map<ProcessKey, Trail> workers = new HashMap<>();
  private long childFaults;
  private Totals totals = new Totals(0, 0);
  private ExitBehaviour behaviour = ExitBehaviour.UNKNOWN;
  private Pending pending = Pending.NONE;

  /**
   * What was accounted so far.
   *
   * @param exits workers whose last faults are known
   * @param faults minor faults of those on the way out
   */
  public record Totals(long exits, long faults) {
    /** Both together. */
    public Totals plus(Totals other) {
      return new Totals(exits + other.exits, faults + other.faults);
    }

    /** What came since. */
    public Totals since(Totals earlier) {
      return new Totals(exits - earlier.exits, faults - earlier.faults);
    }
  }

  /**
   * Workers that left and were not waited for yet.
   *
   * @param faultsAtLastLook what the master's count rises by at least once it has waited for all
   * @param rise what it has risen by
   */
  private record Pending(
      long exits,
      long faultsAtLastLook,
      long faultsBeforeExit,
      long sharedBytes,
      long rise,
      long sinceMillis,
      int looks) {
    static final Pending NONE = new Pending(0, 0, 0, 0, 0, 0, 0);

    Pending with(Trail left, long atMillis) {
      WorkerLook before = left.beforeExit(atMillis);
      return new Pending(
          exits + 1,
          faultsAtLastLook + left.last().minorFaults(),
          faultsBeforeExit + before.minorFaults(),
          sharedBytes + before.stillSharedBytes(),
          rise,
          atMillis,
          0);
    }

    Pending after(long risen) {
      return new Pending(
          exits,
          faultsAtLastLook,
          faultsBeforeExit,
          sharedBytes,
          rise + risen,
          sinceMillis,
          looks + 1);
    }

    /**
     * Whether all are in the master's count. Exits of a few may alone make up for what all had
     * before, so that those who left with others are counted a look later, when the master has come
     * to the last of them.
     */
    boolean isWaitedFor() {
      return exits > 0
          && rise > 0
          && rise >= faultsAtLastLook
          && (exits == 1 || looks >= LOOKS_TO_WAIT_FOR_ALL);
    }

    boolean isHopeless(long atMillis) {
      return looks > PATIENCE_LOOKS && atMillis - sinceMillis > PATIENCE_MILLIS;
    }
  }

  /**
   * An instance that takes the workers of this moment as its beginning.
   *
   * @param atMillis since boot
   * @param masterChildFaults cminflt of the master
   */
  public ExitWatch(long atMillis, Collection<WorkerLook> present, long masterChildFaults) {
    follow(atMillis, present);
    childFaults = masterChildFaults;
  }

  /**
   * Takes a look.
   *
   * @param atMillis since boot
   * @param masterChildFaults cminflt of the master now
   */
  public void look(long atMillis, Collection<WorkerLook> present, long masterChildFaults) {
    Map<ProcessKey, Trail> before = workers;
    follow(atMillis, present);
    before.forEach(
        (key, trail) -> {
          if (!workers.containsKey(key)) {
            pending = pending.with(trail, atMillis);
          }
        });
    pending = pending.after(Math.max(0, masterChildFaults - childFaults));
    childFaults = masterChildFaults;
    account(atMillis);
  }

  private void follow(long atMillis, Collection<WorkerLook> present) {
    Map<ProcessKey, Trail> now = new HashMap<>();
    for (WorkerLook worker : present) {
      Trail trail = workers.get(worker.key());
      now.put(
          worker.key(),
          trail == null ? Trail.begin(worker, atMillis) : trail.with(worker, atMillis));
    }
    workers = now;
  }

  private void account(long atMillis) {
    if (pending.isWaitedFor()) {
      long faults = pending.rise - pending.faultsBeforeExit;
      totals = totals.plus(new Totals(pending.exits, faults));
      ExitBehaviour seen = ExitBehaviour.of(faults, pending.sharedBytes, pending.exits);
      behaviour = seen == ExitBehaviour.UNKNOWN ? behaviour : seen;
      pending = Pending.NONE;
    } else if (pending.exits == 0 || pending.isHopeless(atMillis)) {
      // A child that was no worker, or a master that lets the kernel reap.
      pending = Pending.NONE;
    }
  }

  /** So far. */
  public Totals totals() {
    return totals;
  }

  /** As the last exits that could be judged were. */
  public ExitBehaviour behaviour() {
    return behaviour;
  }

  /** Begins with what another master's exits were like, as the new master of a reload does. */
  public void continueFrom(ExitBehaviour earlier) {
    behaviour = earlier;
  }
}
