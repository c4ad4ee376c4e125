package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A generation of workers on its way out.
 *
 * @param old the workers that were there before
 * @param oldLeft how many of them had left at the last look
 * @param isReplaced whether some have left, and for each of them a new one is there and at work
 * @param lastChangeMillis when one of them left last, or when it began
 * @param firstLeftMillis when the first of them was seen to have left; empty while a new master is
 *     there and the old one still has all its workers
 * @param backMillis when there were as many new ones
 * @param readyMillis when each of those had used CPU
 */
record Replacement(
    Set<ProcessKey> old,
    int oldLeft,
    boolean isReplaced,
    ReloadWay way,
    long beganMillis,
    long lastChangeMillis,
    OptionalLong firstLeftMillis,
    Duration resolution,
    OptionalLong backMillis,
    OptionalLong readyMillis,
    boolean loadedAfterFork,
    ExitWatch.Totals exitsBefore,
    Reload.Extremes extremes) {
  /** A master may take a moment to wait for a worker that has ended. */
  private static final long ACCOUNTING_MILLIS = 3000;

  /** As it begins. */
  static Replacement begin(Set<ProcessKey> old, FamilyLook before, FamilyLook now) {
    return new Replacement(
        old,
        0,
        false,
        ReloadWay.SAME_MASTER,
        now.atMillis(),
        now.atMillis(),
        OptionalLong.empty(),
        Duration.ZERO,
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        before.exits(),
        Reload.Extremes.before(before));
  }

  /** As it stands after another look. */
  Replacement after(FamilyLook now, long lastLookMillis) {
    Set<ProcessKey> alive = now.keys();
    int left = (int) old.stream().filter(key -> !alive.contains(key)).count();
    boolean first = left > 0 && firstLeftMillis.isEmpty();
    OptionalLong recorded = first ? firstEnd(now, alive) : OptionalLong.empty();
    List<WorkerLook> young = now.workers().stream().filter(w -> !old.contains(w.key())).toList();
    boolean back = !young.isEmpty() && young.size() >= old.size();
    boolean ready = back && young.stream().allMatch(WorkerLook::hasUsedCpu);
    return new Replacement(
        old,
        left,
        left > 0 && young.size() >= left && young.stream().allMatch(WorkerLook::isAtWork),
        wayWith(now.way()),
        beganMillis,
        left > oldLeft ? now.atMillis() : lastChangeMillis,
        first ? OptionalLong.of(recorded.orElse(now.atMillis())) : firstLeftMillis,
        first && recorded.isEmpty()
            ? Duration.ofMillis(now.atMillis() - lastLookMillis)
            : resolution,
        sinceWhen(back, backMillis, now),
        sinceWhen(ready, readyMillis, now),
        ready
            ? young.stream().filter(WorkerLook::loadedAfterFork).count() * 2 > young.size()
            : loadedAfterFork,
        exitsBefore,
        extremes.and(now));
  }

  /** A new master is forked by the old one and may be seen before it runs its own program. */
  private ReloadWay wayWith(ReloadWay seen) {
    return seen == ReloadWay.SAME_MASTER || way == ReloadWay.NEW_MASTER ? way : seen;
  }

  private OptionalLong firstEnd(FamilyLook now, Set<ProcessKey> alive) {
    return old.stream()
        .filter(key -> !alive.contains(key))
        .flatMapToLong(key -> now.times().leftAtMillis(key).stream())
        .min();
  }

  private static OptionalLong sinceWhen(boolean holds, OptionalLong earlier, FamilyLook now) {
    if (!holds) {
      return OptionalLong.empty();
    }
    return earlier.isPresent() ? earlier : OptionalLong.of(now.atMillis());
  }

  boolean allHaveLeft() {
    return oldLeft == old.size();
  }

  /**
   * Whether it looks like a reload rather than like a worker that is recycled. Where there is but
   * one worker, only the master can tell the two apart.
   */
  boolean isSuspected() {
    return way != ReloadWay.SAME_MASTER || (old.size() > 1 && oldLeft > 1);
  }

  /** What it came to. */
  Reload toReload(FamilyLook now) {
    return new Reload(
        way,
        firstLeftMillis.orElse(beganMillis),
        resolution,
        old.size(),
        (int) now.workers().stream().filter(worker -> !old.contains(worker.key())).count(),
        span(backMillis, "the workers did not all come back"),
        loadedAfterFork
            ? Reading.unavailable(
                Reason.NOT_SUPPORTED,
                "the server loads the application after the fork, so CPU time does not tell when a worker is ready")
            : span(readyMillis, "the new workers stayed idle"),
        leavingFaults(now),
        extremes);
  }

  private Reading<Duration> span(OptionalLong untilMillis, String whyNot) {
    return untilMillis.isPresent()
        ? Reading.of(
            Duration.ofMillis(
                Math.max(0, untilMillis.getAsLong() - firstLeftMillis.orElse(beganMillis))))
        : Reading.unavailable(Reason.NOT_YET_READ, whyNot);
  }

  /** Whether the faults of all old workers are known, or will not be known any more. */
  boolean isAccounted(FamilyLook now) {
    return now.exits().since(exitsBefore).exits() >= old.size()
        || now.atMillis() - lastChangeMillis >= ACCOUNTING_MILLIS;
  }

  private Reading<Long> leavingFaults(FamilyLook now) {
    ExitWatch.Totals exits = now.exits().since(exitsBefore);
    return Optional.of(exits)
        .filter(e -> e.exits() >= old.size())
        .map(e -> Reading.of(e.faults()))
        .orElseGet(
            () ->
                Reading.unavailable(
                    Reason.PROCESS_EXITED,
                    "not every old worker was waited for by a master that was still seen"));
  }
}
