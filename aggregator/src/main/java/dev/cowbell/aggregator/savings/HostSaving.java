package dev.cowbell.aggregator.savings;

/**
 * What a saving per worker comes to on a whole host. 96 workers x 85 MiB = 7.97 GiB = 24.9 % of 32
 * GiB.
 *
 * @param shareOfMemory 0 to 1
 */
public record HostSaving(double bytes, double shareOfMemory) {

  /** On a host with so many workers and so much memory. */
  public static HostSaving of(double bytesPerWorker, double workers, long memoryBytes) {
    double bytes = bytesPerWorker * workers;
    return new HostSaving(bytes, bytes / memoryBytes);
  }
}
