package dev.cowbell.aggregator.limit;

/**
 * One host that limits are found for.
 *
 * @param workers workers of the service on it
 * @param budgetBytes what the private memory of all of them together may come to
 * @param leavingBytes what a worker that leaves copies while it tears itself down: what it still
 *     shares, or nothing where it exits at once
 */
public record FleetShape(int workers, double budgetBytes, double leavingBytes) {

  /** What each may have when all stand at their limit at once. */
  public double evenShareBytes() {
    return budgetBytes / workers;
  }

  /** The limit that keeps the budget even when all stand at it and leave at once. */
  public double alwaysSafeBytes() {
    return Math.max(0, evenShareBytes() - leavingBytes);
  }

  /** The same budget for another number of workers. */
  public FleetShape withWorkers(int count) {
    return new FleetShape(count, budgetBytes, leavingBytes);
  }
}
