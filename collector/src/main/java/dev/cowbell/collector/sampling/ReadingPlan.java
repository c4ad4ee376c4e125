package dev.cowbell.collector.sampling;

import static java.util.Comparator.comparing;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which processes are due for a full reading, most urgent first. A reading is worth what it can
 * still tell:
 *
 * <ol>
 *   <li>those never read;
 *   <li>those whose estimate may be wrong by more than would be noticed, or from which a relative
 *       left, and those not read for very long, the longest unread first, so that a small budget
 *       goes round;
 *   <li>the slow rotation, the longest unread first.
 * </ol>
 *
 * <pre>
 *   how long the rotation lets a process go unread, with a rotation of 50 s
 *   nothing moved since its reading, so that nothing can have been copied or freed   800 s
 *   it is 2 minutes old and something moved                                          50 s
 *   it is 10 minutes old                                                             150 s, a quarter of its age
 *   it is an hour old or older                                                       800 s
 * </pre>
 *
 * <p>A quarter of the age, because curves of sharing flatten with age.
 *
 * @param rotation the shortest time after which a process is due whatever the estimate says
 * @param longestUnread after so long every process is due, even if nothing moved; 16 rotations
 *     above, which is the usual one
 */
public record ReadingPlan(Duration rotation, Duration longestUnread) {
  /** Errors below this are not noticed. */
  static final long MIN_ERROR_BYTES = 256 * 1024;

  /** Errors below one part in this many of a process's size change no figure that is shown. */
  static final long MIN_ERROR_DIVISOR = 400;

  /** Moves below this are the noise of statm's per-CPU counters. */
  private static final long AT_REST_BYTES = 64 * 1024;

  private static final int USUAL_MOST_ROTATIONS = 16;
  private static final int AGE_DIVISOR = 4;

  /** After this many times the time it may go unread a process comes before those that move. */
  private static final int STARVED_FACTOR = 4;

  private enum Urgency {
    NEVER_READ,
    IN_DOUBT,
    ROTATION,
    NOT_DUE
  }

  /** The usual plan of this rotation. */
  public static ReadingPlan of(Duration rotation) {
    return new ReadingPlan(rotation, rotation.multipliedBy(USUAL_MOST_ROTATIONS));
  }

  /** This plan, or one that lets no process go unread for longer than this. */
  public ReadingPlan atMost(Duration unread) {
    return unread.compareTo(longestUnread) < 0 ? new ReadingPlan(rotation, unread) : this;
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
    Duration unread = candidate.sinceReading().get();
    Duration allowed = mayGoUnread(candidate);
    boolean starved = unread.compareTo(allowed.multipliedBy(STARVED_FACTOR)) >= 0;
    if (starved || (!candidate.isMaster() && isInDoubt(candidate))) {
      return Urgency.IN_DOUBT;
    }
    return unread.compareTo(allowed) >= 0 ? Urgency.ROTATION : Urgency.NOT_DUE;
  }

  private Duration mayGoUnread(Candidate candidate) {
    if (candidate.movedBytes() < AT_REST_BYTES && !candidate.relativeLeft()) {
      return longestUnread;
    }
    Duration byAge = candidate.age().dividedBy(AGE_DIVISOR);
    Duration atLeast = byAge.compareTo(rotation) < 0 ? rotation : byAge;
    return atLeast.compareTo(longestUnread) < 0 ? atLeast : longestUnread;
  }

  private static boolean isInDoubt(Candidate candidate) {
    long noticed = Math.max(MIN_ERROR_BYTES, candidate.anonymousBytes() / MIN_ERROR_DIVISOR);
    return candidate.relativeLeft()
        || candidate.doubt().expectedErrorBytes(candidate.movedBytes()) >= noticed;
  }
}
