package dev.cowbell.collector.sampling;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Longer ones do not fit into nanoseconds. */
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private enum Urgency {
    NEVER_READ,
    IN_DOUBT,
    ROTATION,
    NOT_DUE
  }

  /** One that is due; the order is that of urgency. */
  private record Due(ProcessKey key, Urgency urgency, long unreadNanos) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byUrgency = urgency.compareTo(other.urgency);
      if (byUrgency != 0) {
        return byUrgency;
      }
      int longestFirst = Long.compare(other.unreadNanos, unreadNanos);
      return longestFirst != 0 ? longestFirst : Integer.compare(key.pid(), other.key.pid());
    }
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
    List<Due> due = new ArrayList<>();
    for (Candidate candidate : candidates) {
      long unreadNanos = nanos(candidate.sinceReading().orElse(Duration.ZERO));
      Urgency urgency = urgency(candidate, unreadNanos);
      if (urgency != Urgency.NOT_DUE) {
        due.add(new Due(candidate.key(), urgency, unreadNanos));
      }
    }
    due.sort(null);
    List<ProcessKey> keys = new ArrayList<>(due.size());
    for (Due next : due) {
      keys.add(next.key);
    }
    return keys;
  }

  private Urgency urgency(Candidate candidate, long unreadNanos) {
    if (candidate.sinceReading().isEmpty()) {
      return Urgency.NEVER_READ;
    }
    long allowedNanos = mayGoUnreadNanos(candidate);
    boolean starved = unreadNanos / STARVED_FACTOR >= allowedNanos;
    if (starved || (!candidate.isMaster() && isInDoubt(candidate))) {
      return Urgency.IN_DOUBT;
    }
    return unreadNanos >= allowedNanos ? Urgency.ROTATION : Urgency.NOT_DUE;
  }

  private long mayGoUnreadNanos(Candidate candidate) {
    long most = nanos(longestUnread);
    if (candidate.movedBytes() < AT_REST_BYTES && !candidate.relativeLeft()) {
      return most;
    }
    return Math.min(most, Math.max(nanos(rotation), nanos(candidate.age()) / AGE_DIVISOR));
  }

  /** In plain numbers: this is asked of every process at every tick. */
  private static long nanos(Duration time) {
    return time.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : time.toNanos();
  }

  private static boolean isInDoubt(Candidate candidate) {
    long noticed = Math.max(MIN_ERROR_BYTES, candidate.anonymousBytes() / MIN_ERROR_DIVISOR);
    return candidate.relativeLeft()
        || candidate.doubt().expectedErrorBytes(candidate.movedBytes()) >= noticed;
  }
}
