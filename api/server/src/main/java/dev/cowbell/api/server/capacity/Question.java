package dev.cowbell.api.server.capacity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What if.
 *
 * @param monthlyGrowth of traffic: 0.02 is two per cent a month
 * @param serviceGrowth the same of single services, in place of it
 * @param arm assumed everywhere; absent: those in use
 * @param workersPerFamily serving the same load; absent: as they are
 * @param workerLimitBytes private bytes at which a worker is restarted; absent: as they are
 * @param headroom share of memory kept free
 * @param cpuHeadroom share of CPU kept free
 */
public record Question(
    int horizonMonths,
    Range monthlyGrowth,
    Map<String, Double> serviceGrowth,
    Optional<String> arm,
    OptionalInt workersPerFamily,
    OptionalLong workerLimitBytes,
    double headroom,
    double cpuHeadroom,
    List<Retirement> retirements) {
  /** Nothing changes but time. */
  public static Question asItIs(int horizonMonths, double headroom) {
    return new Question(
        horizonMonths,
        Range.ZERO,
        Map.of(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        headroom,
        0,
        List.of());
  }

  Range growth(String service) {
    Double own = serviceGrowth.get(service);
    return own == null ? monthlyGrowth : Range.exactly(own);
  }
}
