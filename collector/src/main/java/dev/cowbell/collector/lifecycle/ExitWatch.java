package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows the exits of one master's workers by their faults. When a master waits for a worker, the
 * kernel adds the worker's faults to the master's {@code cminflt}; what it rises by, less what the
 * worker had when it was last looked at, fell on the way out. A worker may have gone on working
 * between that look and its end, so this is an upper bound.
 */
public final class ExitWatch {
  /** A master that has not waited for a worker by then never will. */
  private static final int PATIENCE_LOOKS = 5;

  private Map<ProcessKey, WorkerLook> workers = Map.of();
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

  /** Workers that left and were not waited for yet. */
  private record Pending(
      long exits, long faultsAtLastLook, long sharedBytes, long rise, int looks) {
    static final Pending NONE = new Pending(0, 0, 0, 0, 0);

    Pending with(WorkerLook left) {
      return new Pending(
          exits + 1,
          faultsAtLastLook + left.minorFaults(),
          sharedBytes + left.stillSharedBytes(),
          rise,
          0);
    }

    Pending after(long risen) {
      return new Pending(exits, faultsAtLastLook, sharedBytes, rise + risen, looks + 1);
    }

    boolean isWaitedFor() {
      return exits > 0 && rise > 0 && rise >= faultsAtLastLook;
    }
  }

  /**
   * An instance that takes the workers of this moment as its beginning.
   *
   * @param masterChildFaults cminflt of the master
   */
  public ExitWatch(Collection<WorkerLook> present, long masterChildFaults) {
    workers = byKey(present);
    childFaults = masterChildFaults;
  }

  /**
   * Takes a look.
   *
   * @param masterChildFaults cminflt of the master now
   */
  public void look(Collection<WorkerLook> present, long masterChildFaults) {
    Map<ProcessKey, WorkerLook> now = byKey(present);
    for (WorkerLook before : workers.values()) {
      if (!now.containsKey(before.key())) {
        pending = pending.with(before);
      }
    }
    pending = pending.after(Math.max(0, masterChildFaults - childFaults));
    account();
    workers = now;
    childFaults = masterChildFaults;
  }

  private void account() {
    if (pending.isWaitedFor()) {
      long faults = pending.rise - pending.faultsAtLastLook;
      totals = totals.plus(new Totals(pending.exits, faults));
      ExitBehaviour seen = ExitBehaviour.of(faults, pending.sharedBytes, pending.exits);
      behaviour = seen == ExitBehaviour.UNKNOWN ? behaviour : seen;
      pending = Pending.NONE;
    } else if (pending.exits == 0 || pending.looks > PATIENCE_LOOKS) {
      // A child that was no worker, or a master that lets the kernel reap.
      pending = Pending.NONE;
    }
  }

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

  private static Map<ProcessKey, WorkerLook> byKey(Collection<WorkerLook> present) {
    Map<ProcessKey, WorkerLook> byKey = new HashMap<>();
    present.forEach(worker -> byKey.put(worker.key(), worker));
    return byKey;
  }
}
