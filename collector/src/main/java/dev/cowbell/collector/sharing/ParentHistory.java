package dev.cowbell.collector.sharing;

import dev.cowbell.collector.reading.Basis;
import dev.cowbell.collector.reading.Reading;
import dev.cowbell.collector.reading.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The anonymous memory of one parent at the last ticks, from which its children's inheritance is
 * taken.
 *
 * <p>A fork copies the page tables of all anonymous memory, so at that instant the child has
 * exactly what its parent has. Usually the reading nearest in time is the one. Where the readings
 * on either side of the birth differ, because the parent was still loading before or went on
 * growing after, the child's own first reading tells which of them was the right one.
 */
public final class ParentHistory {
  private static final int KEPT = 8;

  /** Readings that differ by less than one part in this many are the same. */
  private static final long SAME_WITHIN = 100;

  private record Sample(long atMillis, long anonymousBytes) {
    Duration distanceTo(long millis) {
      return Duration.ofMillis(Math.abs(atMillis - millis));
    }
  }

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * Takes one tick's reading.
   *
   * @param atMillis since boot
   */
  public void add(long atMillis, long anonymousBytes) {
    samples.addLast(new Sample(atMillis, anonymousBytes));
    if (samples.size() > KEPT) {
      samples.removeFirst();
    }
  }

  /**
   * What a child began with.
   *
   * @param birthMillis since boot
   * @param childAnonymousBytes the child's own when it was first seen
   * @param near up to this distance from the birth a reading counts as measured
   */
  public Inherited atBirth(long birthMillis, long childAnonymousBytes, Duration near) {
    Optional<Sample> before =
        samples.reversed().stream().filter(s -> s.atMillis <= birthMillis).findFirst();
    Optional<Sample> after = samples.stream().filter(s -> s.atMillis > birthMillis).findFirst();
    boolean bothNear =
        before.filter(s -> isNear(s, birthMillis, near)).isPresent()
            && after.filter(s -> isNear(s, birthMillis, near)).isPresent();
    if (bothNear && differ(before.get(), after.get())) {
      return inherited(closer(before.get(), after.get(), childAnonymousBytes), birthMillis, near);
    }
    return nearest(before, after, birthMillis)
        .map(sample -> inherited(sample, birthMillis, near))
        .orElseGet(ParentHistory::unseen);
  }

  private static Inherited inherited(Sample sample, long birthMillis, Duration near) {
    Basis basis = isNear(sample, birthMillis, near) ? Basis.MEASURED : Basis.ESTIMATED;
    return new Inherited(Reading.of(sample.anonymousBytes), basis, sample.distanceTo(birthMillis));
  }

  private static Inherited unseen() {
    Reading<Long> bytes =
        Reading.unavailable(Reason.BORN_UNSEEN, "the parent was never read while it lived");
    return new Inherited(bytes, Basis.ESTIMATED, Duration.ZERO);
  }

  private static Optional<Sample> nearest(
      Optional<Sample> before, Optional<Sample> after, long birthMillis) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.or(() -> after);
    }
    boolean beforeIsNearer =
        before.get().distanceTo(birthMillis).compareTo(after.get().distanceTo(birthMillis)) <= 0;
    return beforeIsNearer ? before : after;
  }

  private static boolean isNear(Sample sample, long birthMillis, Duration near) {
    return sample.distanceTo(birthMillis).compareTo(near) <= 0;
  }

  private static boolean differ(Sample one, Sample other) {
    long difference = Math.abs(one.anonymousBytes - other.anonymousBytes);
    return difference > Math.max(one.anonymousBytes, other.anonymousBytes) / SAME_WITHIN;
  }

  private static Sample closer(Sample one, Sample other, long bytes) {
    return Math.abs(one.anonymousBytes - bytes) <= Math.abs(other.anonymousBytes - bytes)
        ? one
        : other;
  }
}
