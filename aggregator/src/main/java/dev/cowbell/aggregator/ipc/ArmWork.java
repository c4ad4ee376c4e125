package dev.cowbell.aggregator.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What two arms do with the CPUs: cycles per instruction, misses of the cache, time in the
 * collector, and what of a gain in CPU time comes from where.
 */
public record ArmWork(List<ArmCounters> days, String control, String treatment) {

  private static final double TWO_SIDED_95 = 1.96;

  /**
   * In words; what was not counted says so.
   *
   * @param sameLoad whether hosts of both arms serve the same load, as assigned pairs do: only then
   *     is less CPU time a gain
   */
  public List<String> sentences(boolean sameLoad) {
    List<String> sentences = new ArrayList<>();
    Optional<IpcGain> gain =
        IpcGain.between(days.stream().map(ArmCounters::cpi).toList(), control, treatment);
    sentences.add(
        gain.map(one -> one.sentence(treatment))
            .orElse(
                "Instructions per cycle: not available; %d hosts of each arm with %d samples are needed on which nothing else runs and the hardware counts."
                    .formatted(CpiSpec.LEAST_HOSTS, CpiSpec.LEAST_SAMPLES)));
    gain.ifPresent(one -> sentences.add(outliers(one)));
    missRatios().ifPresent(sentences::add);
    collector().ifPresent(sentences::add);
    if (sameLoad) {
      gain.flatMap(this::shareOfGain).ifPresent(sentences::add);
    }
    return sentences;
  }

  private String outliers(IpcGain gain) {
    long outliers =
        days.stream()
            .filter(day -> day.arm().equals(treatment) && day.daysAgo() == 0)
            .map(ArmCounters::cpi)
            .filter(cpi -> cpi.samples() >= CpiSpec.LEAST_SAMPLES)
            .filter(cpi -> gain.treatment().isOutlier(cpi.mean()))
            .count();
    return "On the last whole day %d hosts under %s lay more than two standard deviations above what is normal for it."
        .formatted(outliers, treatment);
  }

  private Optional<String> missRatios() {
    OptionalDouble before = missRatio(control);
    OptionalDouble after = missRatio(treatment);
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%.2f %% of references miss the last-level cache under %s, %.2f %% under %s.",
                100 * after.getAsDouble(),
                treatment,
                100 * before.getAsDouble(),
                control));
  }

  /** Misses of references over all hosts and days; empty where nothing was counted. */
  OptionalDouble missRatio(String arm) {
    double references = of(arm).stream().mapToDouble(ArmCounters::cacheReferences).sum();
    double misses = of(arm).stream().mapToDouble(ArmCounters::cacheMisses).sum();
    return references > 0 ? OptionalDouble.of(misses / references) : OptionalDouble.empty();
  }

  private Optional<String> collector() {
    Optional<TimeShare> before = timeShare(control);
    Optional<TimeShare> after = timeShare(treatment);
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The collector takes %s of workers' time under %s, %s under %s."
                .formatted(after.get().words(), treatment, before.get().words(), control));
  }

  /** A share of wall time, 0 to 1, with the range that 95 of 100 such samples hold. */
  record TimeShare(double share, double low, double high) {

    private String words() {
      return String.format(
          Locale.ROOT, "%.2f %% (%.2f to %.2f)", 100 * share, 100 * low, 100 * high);
    }
  }

  /** Hits cluster, so the range comes from hits of each cluster squared. */
  Optional<TimeShare> timeShare(String arm) {
    double looks = of(arm).stream().mapToDouble(ArmCounters::looks).sum();
    if (looks == 0) {
      return Optional.empty();
    }
    double hits = of(arm).stream().mapToDouble(ArmCounters::hits).sum();
    double squares = of(arm).stream().mapToDouble(ArmCounters::squaredHits).sum();
    double half = TWO_SIDED_95 * Math.sqrt(squares) / looks;
    double share = hits / looks;
    return Optional.of(new TimeShare(share, Math.max(0, share - half), Math.min(1, share + half)));
  }

  private Optional<String> shareOfGain(IpcGain ipc) {
    double before = cpuPerTick(control);
    double after = cpuPerTick(treatment);
    if (!(before > 0) || !(after > 0)) {
      return Optional.empty();
    }
    OptionalDouble share = ipc.shareOfGain(before / after - 1);
    return share.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "At the same load a host under %s needs %.1f %% less CPU time; %.0f %% of that gain"
                    + " is instructions per cycle.",
                treatment,
                100 * (1 - after / before),
                100 * share.getAsDouble()));
  }

  private double cpuPerTick(String arm) {
    double ticks = of(arm).stream().mapToDouble(ArmCounters::ticks).sum();
    return of(arm).stream().mapToDouble(ArmCounters::cpuMicros).sum() / ticks;
  }

  private List<ArmCounters> of(String arm) {
    return days.stream().filter(day -> day.arm().equals(arm)).toList();
  }
}
