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
  private static final Duration LIMIT = Duration.ofMinutes(20);
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
    long peak = 0;
    long emptyBytes = aggregator.databaseBytes();
    Look begin = aggregator.look();
    Look warm = begin;
    Look now = begin;
    while (now.accepted() < ticks) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "only %d of %d ticks were taken over".formatted(now.accepted(), ticks));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      peak = Math.max(peak, aggregator.rssBytes());
      now = aggregator.look();
      if (now.accepted() <= ticks * uncounted) {
        warm = now;
      }
    }
    double share = (double) (now.accepted() - warm.accepted()) / ticks;
    return new Drained(
        aggregator.readings() * share,
        share,
        (now.nanos() - warm.nanos()) / 1e9,
        now.aggregatorCpu() - warm.aggregatorCpu(),
        now.databaseCpu() - warm.databaseCpu(),
        (warm.aggregatorCpu() - begin.aggregatorCpu()) + (warm.databaseCpu() - begin.databaseCpu()),
        peak,
        aggregator.databaseBytes() - emptyBytes);
  }
}
