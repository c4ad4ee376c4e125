package dev.cowbell.bench.ingest;

import dev.cowbell.bench.ingest.Aggregator.Look;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts the aggregator on a backlog and an empty database, and watches until all is stored.
 *
 * @param ticks how many lie there
 * @param uncounted share of the backlog at whose end counting begins: until then the program warms
 *     up, or sees hosts for the first time
 */
record Drain(Site site, long ticks, double uncounted) {
  private static final Duration LIMIT = Duration.ofMinutes(45);
  private static final long LOOK_MILLIS = 100;

  Drained run(String database, boolean rawReadings)
      throws IOException, InterruptedException, SQLException {
    try (Aggregator aggregator = Aggregator.start(site, database, rawReadings)) {
      return watch(aggregator);
    }
  }

  private Drained watch(Aggregator aggregator)
      throws IOException, InterruptedException, SQLException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    long emptyBytes = aggregator.databaseBytes();
    Look begin = aggregator.look();
    awaitAccepted(aggregator, (long) (ticks * uncounted) + 1, deadline);
    Look warm = aggregator.look();
    awaitAccepted(aggregator, ticks, deadline);
    Look now = aggregator.look();
    double share = (double) (now.accepted() - warm.accepted()) / ticks;
    return new Drained(
        aggregator.readings() * share,
        share,
        (now.nanos() - warm.nanos()) / 1e9,
        now.aggregatorCpu() - warm.aggregatorCpu(),
        now.databaseCpu() - warm.databaseCpu(),
        (warm.aggregatorCpu() - begin.aggregatorCpu()) + (warm.databaseCpu() - begin.databaseCpu()),
        aggregator.peakRssBytes(),
        aggregator.databaseBytes() - emptyBytes);
  }

  /** Asks for nothing else meanwhile: reading the CPU time of all processes costs some itself. */
  private static void awaitAccepted(Aggregator aggregator, long accepted, long deadline)
      throws IOException, InterruptedException, SQLException {
    for (long now = 0; now < accepted; now = aggregator.accepted()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("only %d of %d ticks were taken over".formatted(now, accepted));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
