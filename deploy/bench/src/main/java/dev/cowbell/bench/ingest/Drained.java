package dev.cowbell.bench.ingest;

/**
 * What taking a backlog over came to, without its beginning.
 *
 * @param readings worker readings in it
 * @param share of the whole backlog, 0 to 1
 * @param seconds wall clock
 * @param aggregatorCpuSeconds of the aggregator, its compilers and its garbage collector included
 * @param databaseCpuSeconds of all processes of the database
 * @param uncountedCpuSeconds of both, for what came before
 * @param peakRssBytes the most that the aggregator ever had resident
 * @param storedBytes by which the database has grown over the whole backlog
 */
record Drained(
    double readings,
    double share,
    double seconds,
    double aggregatorCpuSeconds,
    double databaseCpuSeconds,
    double uncountedCpuSeconds,
    long peakRssBytes,
    long storedBytes) {
  double readingsPerSecond() {
    return readings / seconds;
  }

  double readingsPerCoreSecond() {
    return readings / aggregatorCpuSeconds;
  }

  double cpuSecondsPerReading() {
    return (aggregatorCpuSeconds + databaseCpuSeconds) / readings;
  }

  /**
   * What the beginning cost above what as much cost later: first sight of hosts, and warming up.
   */
  double uncountedExcessSeconds() {
    double counted = aggregatorCpuSeconds + databaseCpuSeconds;
    return uncountedCpuSeconds - counted * (1 - share) / share;
  }

  /** Of the whole backlog, had all of it gone at this rate. */
  double secondsForAll() {
    return seconds / share;
  }
}
