package dev.cowbell.aggregator.ipc;

import java.util.List;
import java.util.Optional;

/**
 * What is normal, in the manner of CPI2 (Zhang et al., EuroSys 2013, section 3): mean and standard
 * deviation of the cycles per instruction of a job on one type of CPU, a day old weighing 0.9, two
 * days 0.81; from at least 5 tasks of at least 100 samples each. An outlier lies more than two
 * standard deviations above the mean; three of them within five minutes are an anomaly.
 *
 * <pre>
 *   days ago   mean   samples   weight
 *   0          2.0    500       500
 *   1          1.8    500       450      mean (2.0 x 500 + 1.8 x 450) / 950 = 1.905
 * </pre>
 *
 * @param hosts hosts it rests on
 */
public record CpiSpec(double mean, double deviation, int hosts) {

  static final double DAY_WEIGHT = 0.9;
  static final int LEAST_HOSTS = 5;
  static final long LEAST_SAMPLES = 100;
  static final double OUTLIER_DEVIATIONS = 2;
  static final int ANOMALY_OUTLIERS = 3;
  static final double ANOMALY_SECONDS = 300;

  /** Empty where fewer than 5 hosts have 100 samples. */
  public static Optional<CpiSpec> of(List<CpiHostDay> days) {
    List<CpiHostDay> usable = days.stream().filter(CpiSpec::usable).toList();
    int hosts = (int) usable.stream().map(CpiHostDay::host).distinct().count();
    if (hosts < LEAST_HOSTS) {
      return Optional.empty();
    }
    double weights = usable.stream().mapToDouble(CpiSpec::weight).sum();
    double mean = usable.stream().mapToDouble(day -> weight(day) * day.mean()).sum() / weights;
    double squares =
        usable.stream().mapToDouble(day -> weight(day) * day.meanSquare()).sum() / weights;
    return Optional.of(new CpiSpec(mean, Math.sqrt(Math.max(0, squares - mean * mean)), hosts));
  }

  /** Whether a reading is not normal. */
  public boolean isOutlier(double cpi) {
    return cpi > mean + OUTLIER_DEVIATIONS * deviation;
  }

  /** Whether outliers at these times (ascending, in seconds) are an anomaly. */
  public static boolean isAnomaly(List<Double> outlierSeconds) {
    for (int i = ANOMALY_OUTLIERS - 1; i < outlierSeconds.size(); i++) {
      double span = outlierSeconds.get(i) - outlierSeconds.get(i - ANOMALY_OUTLIERS + 1);
      if (span <= ANOMALY_SECONDS) {
        return true;
      }
    }
    return false;
  }

  private static boolean usable(CpiHostDay day) {
    return day.samples() >= LEAST_SAMPLES && Double.isFinite(day.mean()) && day.mean() > 0;
  }

  private static double weight(CpiHostDay day) {
    return day.samples() * Math.pow(DAY_WEIGHT, day.daysAgo());
  }
}
