package dev.cowbell.bench.ingest;

/**
 * What taking a backlog over came to, without its beginning, in which the program warms up.
 *
 * @param readings worker readings in it
 * @param seconds wall clock
 * @param aggregatorCpuSeconds of the aggregator, its compilers and its garbage collector included
 * @param databaseCpuSeconds of all processes of the database
 * @param peakRssBytes the most that the aggregator ever had resident
 */
record Drained(
    double readings,
    double seconds,
    double aggregatorCpuSeconds,
    double databaseCpuSeconds,
    long peakRssBytes) {
  double readingsPerSecond() {
    return readings / seconds;
  }

  double readingsPerCoreSecond() {
    return readings / aggregatorCpuSeconds;
  }

  double cpuSecondsPerReading() {
    return (aggregatorCpuSeconds + databaseCpuSeconds) / readings;
  }
}
