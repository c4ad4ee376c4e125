package dev.cowbell.aggregator.recommend;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One host as it was at its last tick, seen from one service.
 *
 * @param totalBytes MemTotal
 * @param availableBytes MemAvailable; empty where it is not known
 * @param footprintBytes what the families of the service cost; empty where one of them is not known
 * @param masterBytes anonymous memory of their masters
 * @param workers their workers
 */
public record HostMemory(
    String host,
    long totalBytes,
    OptionalLong availableBytes,
    OptionalLong footprintBytes,
    long masterBytes,
    int workers,
    boolean simulated) {

  /** What its workers may use together; empty where it is not known. */
  public OptionalDouble budgetBytes() {
    return WorkerBudget.known(this)
        ? OptionalDouble.of(WorkerBudget.of(this).bytes())
        : OptionalDouble.empty();
  }
}
