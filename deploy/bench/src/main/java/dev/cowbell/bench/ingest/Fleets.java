package dev.cowbell.bench.ingest;

import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Runs;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What a reading costs, in CPU time of aggregator and database, in a small fleet and in a large
 * one. The same number of ticks of each; in both, what comes before every host was seen once does
 * not count, but is told.
 */
record Fleets(Size size) {

  List<Result> measured() throws IOException, InterruptedException, SQLException {
    Runs ratio = new Runs();
    Runs few = new Runs();
    Runs many = new Runs();
    Runs firstSight = new Runs();
    Runs rss = new Runs();
    double uncounted = 1.0 / size.manyRounds();
    int sameTicks = (int) ((long) size.many() * size.manyRounds() / size.few());
    for (int run = 0; run < size.runs(); run++) {
      Drained small = drained(new Backlog(size.few(), sameTicks), uncounted);
      Drained large = drained(new Backlog(size.many(), size.manyRounds()), uncounted);
      few.add(small.cpuSecondsPerReading() * 1e6);
      many.add(large.cpuSecondsPerReading() * 1e6);
      ratio.add(large.cpuSecondsPerReading() / small.cpuSecondsPerReading());
      firstSight.add(
          (large.uncountedCpuSeconds() - small.uncountedCpuSeconds()) / size.many() * 1e6);
      rss.add((double) large.peakRssBytes());
    }
    return List.of(
        ratio.result("cost_per_row_ratio_1m_to_1k_hosts", "ratio").promised(new Target.AtMost(1.1)),
        few.result("cost_per_reading_micros_1k_hosts", "µs"),
        many.result("cost_per_reading_micros_1m_hosts", "µs"),
        firstSight.result("first_sight_of_a_host_micros", "µs"),
        rss.result("aggregator_rss_bytes_1m_hosts", "bytes")
            .promised(new Target.AtMost(512.0 * (1 << 20))));
  }

  private static Drained drained(Backlog backlog, double uncounted)
      throws IOException, InterruptedException, SQLException {
    try (Site site = Site.open()) {
      long ticks = backlog.fill(site.kafka().bootstrap());
      return new Drain(site, ticks, uncounted).run("fleet", true);
    }
  }
}
