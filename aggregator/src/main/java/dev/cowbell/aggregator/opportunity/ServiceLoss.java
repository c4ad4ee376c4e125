package dev.cowbell.aggregator.opportunity;

/**
 * What a service loses on a hardware class today.
 *
 * @param lossBytesPerWorker mean sharing loss of a worker; an upper bound, because pages that were
 *     freed cannot be told from copied ones
 * @param workers workers of all its hosts
 */
public record ServiceLoss(
    String service, String hardwareClass, double lossBytesPerWorker, int workers, int hosts) {

  double bytes() {
    return Math.max(0, lossBytesPerWorker) * workers;
  }
}
