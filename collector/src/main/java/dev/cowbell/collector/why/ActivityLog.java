package dev.cowbell.collector.why;

import dev.cowbell.collector.gctime.FlagLook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The last looks at one collector, and what they say of the moments between them. Between two looks
 * that both saw it running, with no collection finished between, it ran all the time; between two
 * that both saw it idle, with none finished, it was idle all the time. All else is unknown: nothing
 * is interpolated.
 */
final class ActivityLog {
  private static final int KEPT = 16;

  private final Deque<Look> looks = new ArrayDeque<>();

  /** A look took place somewhere between these two times. */
  private record Look(long beforeNanos, long afterNanos, FlagLook activity) {}

  void add(long beforeNanos, long afterNanos, FlagLook activity) {
    if (looks.size() == KEPT) {
      looks.removeFirst();
    }
    looks.addLast(new Look(beforeNanos, afterNanos, activity));
  }

  Moment at(long nanos) {
    @Nullable Look earlier = null;
    @Nullable Look later = null;
    for (Iterator<Look> newestFirst = looks.descendingIterator(); newestFirst.hasNext(); ) {
      Look look = newestFirst.next();
      if (look.beforeNanos >= nanos) {
        later = look;
      } else if (look.afterNanos <= nanos) {
        earlier = look;
        break;
      }
    }
    return earlier == null || later == null ? Moment.UNKNOWN : between(earlier, later);
  }

  private static Moment between(Look earlier, Look later) {
    if (!earlier.activity.equals(later.activity)) {
      return Moment.UNKNOWN;
    }
    return earlier.activity.collecting() ? Moment.COLLECTING : Moment.NOT_COLLECTING;
  }
}
