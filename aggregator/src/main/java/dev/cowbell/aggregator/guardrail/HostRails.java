package dev.cowbell.aggregator.guardrail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Judges one observation against the host's own baseline. */
final class HostRails {
  private final Limits limits;
  private final HostObservation seen;
  private final HostBaseline baseline;
  private final List<Breach> breaches = new ArrayList<>();
  private final List<Breach> slow = new ArrayList<>();
  private final Set<Rail> unjudged = EnumSet.noneOf(Rail.class);

  private HostRails(Limits limits, HostObservation seen, HostBaseline baseline) {
    this.limits = limits;
    this.seen = seen;
    this.baseline = baseline;
  }

  static HostJudgement judge(Limits limits, HostObservation seen, HostBaseline baseline) {
    var rails = new HostRails(limits, seen, baseline);
    rails.judgeAll();
    return new HostJudgement(
        seen, List.copyOf(rails.breaches), List.copyOf(rails.slow), Set.copyOf(rails.unjudged));
  }

  private void judgeAll() {
    if (seen.reload() instanceof HostObservation.Reload.Seen(Figure ready)) {
      above(Rail.RESTART_TIME, ready, restartAllowed(), slow);
    }
    below(Rail.AVAILABLE_MEMORY, seen.availableShareMinimum(), limit(limits.availableShare()));
    below(Rail.PAGE_CACHE, seen.pageCacheBytesMinimum(), pageCacheAllowed());
    above(Rail.MAJOR_FAULTS, seen.majorFaultsPerSecond(), majorFaultsAllowed(), breaches);
    above(Rail.DISK_BUSY, seen.diskBusySecondsLongest(), limit(limits.diskBusySeconds()), breaches);
    above(Rail.OUT_OF_MEMORY, Figure.of((double) seen.outOfMemoryKills()), limit(0), breaches);
  }

  private OptionalDouble restartAllowed() {
    return map(baseline.restartSeconds(), limits::restartSeconds);
  }

  private OptionalDouble pageCacheAllowed() {
    return map(baseline.pageCacheBytes(), median -> limits.pageCacheShare() * median);
  }

  private OptionalDouble majorFaultsAllowed() {
    return map(baseline.majorFaultsPerSecond(), limits::majorFaults);
  }

  private void above(Rail rail, Figure observed, OptionalDouble allowed, List<Breach> into) {
    judge(rail, observed, allowed, value -> value > allowed.orElseThrow(), into);
  }

  private void below(Rail rail, Figure observed, OptionalDouble allowed) {
    judge(rail, observed, allowed, value -> value < allowed.orElseThrow(), breaches);
  }

  private void judge(
      Rail rail,
      Figure observed,
      OptionalDouble allowed,
      DoublePredicate broken,
      List<Breach> into) {
    OptionalDouble value = observed.measured();
    if (value.isEmpty() || allowed.isEmpty()) {
      unjudged.add(rail);
    } else if (broken.test(value.getAsDouble())) {
      into.add(
          new Breach(rail, seen.hostId(), value.getAsDouble(), allowed.getAsDouble(), seen.at()));
    }
  }

  private static OptionalDouble map(Figure median, DoubleUnaryOperator allowed) {
    OptionalDouble value = median.measured();
    return value.isPresent()
        ? OptionalDouble.of(allowed.applyAsDouble(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble limit(double value) {
    return OptionalDouble.of(value);
  }
}
