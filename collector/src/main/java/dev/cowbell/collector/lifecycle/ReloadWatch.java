package dev.cowbell.collector.lifecycle;

import dev.cowbell.collector.family.ProcessKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises that a family replaces its workers, whatever server it is.
 *
 * <pre>
 *   steady  --a worker of the settled ones leaves, or the master is replaced-->  under way
 *   under way  --all old ones have left, as many new ones are there and have used CPU-->  steady, a reload
 *   under way  --all old ones have left, and patience with the new ones has ended-->       steady, a reload without times
 *   under way  --some old ones stay, and none has left for a while-->                     steady: workers were recycled
 *                (a short while where all that left have been replaced)
 * </pre>
 *
 * <p>Some servers fork the new workers before they end the old ones: a worker counts as settled
 * only after a time, unless the family itself is younger than that.
 */
public final class ReloadWatch {
  /** Between two old workers leaving; a rolling reload loads the application in between. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  /**
   * The same where all that left have been replaced by workers that are at work: then a rolling
   * reload has nothing to wait for.
   */
  private static final Duration QUIET_ONCE_REPLACED = Duration.ofSeconds(15);

  /** For all old workers to leave, and for the new ones to come. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** For workers that are back to be used. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final Duration settling;
  private final Map<ProcessKey, Long> settledAtMillis = new HashMap<>();
  private FamilyLook last;
  private long youngUntilMillis;
  private Optional<Replacement> underWay = Optional.empty();
  private boolean endedAtLastLook;

  /**
   * Begins with the workers of this moment.
   *
   * @param settling after this time a worker is one that a reload would replace
   */
  public ReloadWatch(Duration settling, FamilyLook first) {
    this.settling = settling;
    last = first;
    begin(first);
  }

  /** Takes a look; a reload that is over comes back once. */
  public Optional<Reload> look(FamilyLook now) {
    Set<ProcessKey> old = settledBy(now.atMillis());
    if (underWay.isEmpty()
        && (now.way() != ReloadWay.SAME_MASTER || !now.keys().containsAll(old))
        && !old.isEmpty()) {
      underWay = Optional.of(Replacement.begin(old, last, now));
    }
    underWay = underWay.map(replacement -> replacement.after(now, last.atMillis()));
    last = now;
    Optional<Reload> over = underWay.flatMap(replacement -> over(replacement, now));
    Optional<Reload> reload = over.filter(ReloadWatch::isNoRecycledWorker);
    endedAtLastLook = reload.isPresent();
    if (over.isPresent() || underWay.filter(r -> isGivenUp(r, now)).isPresent()) {
      begin(now);
      return reload;
    }
    if (underWay.isEmpty()) {
      remember(now);
    }
    return Optional.empty();
  }

  /** Whether old workers are on their way out. */
  public boolean isUnderWay() {
    return underWay.isPresent();
  }

  /**
   * Whether a reload seems to be going on, so that a closer look pays, or has just ended: a quick
   * one may begin and end between two looks, and what follows it is to be seen closely too.
   */
  public boolean isSuspected() {
    return endedAtLastLook || underWay.filter(Replacement::isSuspected).isPresent();
  }

  /** The workers that a reload would replace, of those seen before. */
  private Set<ProcessKey> settledBy(long atMillis) {
    return settledAtMillis.entrySet().stream()
        .filter(entry -> entry.getValue() <= atMillis)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void remember(FamilyLook now) {
    boolean young = now.atMillis() < youngUntilMillis;
    long settled = young ? now.atMillis() : now.atMillis() + settling.toMillis();
    settledAtMillis.keySet().retainAll(now.keys());
    now.keys().forEach(key -> settledAtMillis.putIfAbsent(key, settled));
  }

  private static Optional<Reload> over(Replacement replacement, FamilyLook now) {
    if (!replacement.allHaveLeft()) {
      return Optional.empty();
    }
    boolean ready = replacement.readyMillis().isPresent();
    boolean idle =
        replacement.backMillis().isPresent()
            && now.atMillis() - replacement.backMillis().getAsLong() >= IDLE.toMillis();
    boolean late = now.atMillis() - replacement.beganMillis() >= PATIENCE.toMillis();
    return ((ready || idle) && replacement.isAccounted(now)) || late
        ? Optional.of(replacement.toReload(now))
        : Optional.empty();
  }

  /** A single worker that is replaced by the same master may as well have been recycled. */
  private static boolean isNoRecycledWorker(Reload reload) {
    return reload.workersBefore() > 1 || reload.way() != ReloadWay.SAME_MASTER;
  }

  private static boolean isGivenUp(Replacement replacement, FamilyLook now) {
    Duration longest = replacement.isReplaced() ? QUIET_ONCE_REPLACED : QUIET;
    boolean quiet = now.atMillis() - replacement.lastChangeMillis() >= longest.toMillis();
    boolean late = now.atMillis() - replacement.beganMillis() >= PATIENCE.toMillis();
    return !replacement.allHaveLeft() && (quiet || late);
  }

  private void begin(FamilyLook now) {
    underWay = Optional.empty();
    settledAtMillis.clear();
    now.keys().forEach(key -> settledAtMillis.put(key, now.atMillis()));
    youngUntilMillis = now.atMillis() + settling.toMillis();
  }
}
