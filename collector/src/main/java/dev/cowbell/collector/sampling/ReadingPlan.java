package dev.cowbell.collector.sampling;

import static java.util.Comparator.comparing;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which processes are due for a full reading, most urgent first:
 *
 * <ol>
 *   <li>those never read;
 *   <li>those whose sharing has moved, from the free estimate or because a relative left, and those
 *       not read for very long, the longest unread first, so that a small budget goes round;
 *   <li>the slow rotation, the longest unread first.
 * </ol>
 *
 * @param rotation a process is due after this time whatever the estimate says
 */
public record ReadingPlan(Duration rotation) {
  /** Moves below this are the noise of statm's per-CPU counters. */
  static final long MIN_MOVE_BYTES = 256 * 1024;

  /** Moves below one part in this many of a process's size change no figure that is shown. */
  static final long MIN_MOVE_DIVISOR = 400;

  /** After this many rotations a process comes before those that move. */
  private static final int STARVED_ROTATIONS = 4;

  private enum Urgency {
    NEVER_READ,
    MOVED,
    ROTATION,
    NOT_DUE
  }

  /** The due ones in order. */
  public List<ProcessKey> due(Collection<Candidate> candidates) {
    Comparator<Candidate> order =
        comparing(this::urgency)
            .thenComparing(
                candidate -> candidate.sinceReading().orElse(Duration.ZERO),
                Comparator.reverseOrder())
            .thenComparingInt(candidate -> candidate.key().pid());
    return candidates.stream()
        .filter(candidate -> urgency(candidate) != Urgency.NOT_DUE)
        .sorted(order)
        .map(Candidate::key)
        .toList();
  }

  private Urgency urgency(Candidate candidate) {
    if (candidate.sinceReading().isEmpty()) {
      return Urgency.NEVER_READ;
    }
    Duration age = candidate.sinceReading().get();
    if (isStarved(age) || (!candidate.isMaster() && hasMoved(candidate))) {
      return Urgency.MOVED;
    }
    return age.compareTo(rotation) >= 0 ? Urgency.ROTATION : Urgency.NOT_DUE;
  }

  private boolean isStarved(Duration age) {
    return age.compareTo(rotation.multipliedBy(STARVED_ROTATIONS)) >= 0;
  }

  private static boolean hasMoved(Candidate candidate) {
    long threshold = Math.max(MIN_MOVE_BYTES, candidate.anonymousBytes() / MIN_MOVE_DIVISOR);
    return candidate.relativeLeft() || candidate.movedBytes() >= threshold;
  }
}
