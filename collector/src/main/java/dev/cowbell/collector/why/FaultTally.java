package dev.cowbell.collector.why;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Faults counted by place and by what the collector was doing.
 *
 * <p>A fault counts as the collector's where its flag says that it was running (whatever function
 * wrote then, such as a finalizer), or where the function that wrote is the collector's own. The
 * second sees what the first cannot: short collections between two looks, and interpreters whose
 * state is not understood but whose symbols are there. Where neither tells, the other faults of the
 * same place may: where at least {@link #SURE} of no fewer than {@link #ENOUGH} decided ones fell
 * while it was running, that place is code that runs for the collector, and where as many fell
 * while it was not, it is code that does not. What is left is undecided, and never counted for the
 * collector.
 */
final class FaultTally {
  private static final double SURE = 0.95;
  private static final long ENOUGH = 20;

  private final Map<Place, Site> sites = new HashMap<>();

  /** One place with its counts. */
  static final class Site {
    private final Place place;
    private final Map<Moment, Long> faults = new EnumMap<>(Moment.class);

    private Site(Place place) {
      this.place = place;
    }

    Place place() {
      return place;
    }

    Cause cause() {
      return Cause.of(place);
    }

    long faults() {
      return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    long faultsAt(Moment moment) {
      return faults.getOrDefault(moment, 0L);
    }

    /** By the flag, by its name or by its other faults. */
    long byCollector() {
      return runsForCollector() ? faults() : faultsAt(Moment.COLLECTING);
    }

    /** Nothing decides. */
    long undecided() {
      return runsForCollector() || runsForOthers() ? 0 : faultsAt(Moment.UNKNOWN);
    }

    long outsideCollector() {
      return faults() - byCollector() - undecided();
    }

    private boolean runsForCollector() {
      return cause() == Cause.COLLECTOR || isSureOf(Moment.COLLECTING);
    }

    private boolean runsForOthers() {
      return cause() != Cause.COLLECTOR && isSureOf(Moment.NOT_COLLECTING);
    }

    private boolean isSureOf(Moment moment) {
      long decided = faultsAt(Moment.COLLECTING) + faultsAt(Moment.NOT_COLLECTING);
      return decided >= ENOUGH && faultsAt(moment) >= SURE * decided;
    }
  }

  void add(Place place, Moment moment, long faults) {
    sites.computeIfAbsent(place, Site::new).faults.merge(moment, faults, Long::sum);
  }

  long faults() {
    return sites.values().stream().mapToLong(Site::faults).sum();
  }

  long faultsAt(Moment moment) {
    return sites.values().stream().mapToLong(site -> site.faultsAt(moment)).sum();
  }

  long byCollector() {
    return sites.values().stream().mapToLong(Site::byCollector).sum();
  }

  long undecided() {
    return sites.values().stream().mapToLong(Site::undecided).sum();
  }

  /** What is neither the collector's nor undecided. */
  long outsideCollector() {
    return faults() - byCollector() - undecided();
  }

  /** Faults outside the collector by kind of code. */
  Map<Cause, Long> outsideByCause() {
    Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
    sites.values().forEach(site -> byCause.merge(site.cause(), site.outsideCollector(), Long::sum));
    return byCause;
  }

  /** All sites, those with most faults first. */
  List<Site> sites() {
    return sites.values().stream()
        .sorted(
            Comparator.comparingLong(Site::faults)
                .reversed()
                .thenComparing(site -> site.place.toString()))
        .toList();
  }
}
