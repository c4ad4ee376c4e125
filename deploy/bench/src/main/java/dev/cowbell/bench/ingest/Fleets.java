package dev.cowbell.bench.ingest;

import dev.cowbell.aggregator.store.HostDayCompaction;
import dev.cowbell.bench.process.ProcessTree;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Runs;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a reading costs, in CPU time of aggregator and database, in a small fleet and in a large
 * one. Half as many ticks of the small one, to save time; in both, what comes before every host of
 * the large one was seen once does not count, but is told. Adding up host-days, which decision
 * passes do, is measured by itself once all is stored: one pass over as many rows of each host-day
 * as ticks come between two passes.
 */
record Fleets(Size size) {
  private static final String DATABASE = "fleet";

  /** COWBELL_DECISION_INTERVAL and COWBELL_INTERVAL as they are where nobody changes them. */
  private static final int TICKS_PER_PASS = 60 / 10;

  private static final int HOSTS_ADDED_UP = 50_000;

  private static final String ONE_TICK =
      """
      CREATE TABLE one_tick AS SELECT DISTINCT ON
        (host_key, service_key, class_key, arm_key, day_at, age_bucket) * FROM host_day_open
      ORDER BY host_key, service_key, class_key, arm_key, day_at, age_bucket, ticks
      """;
  private static final String COME_IN =
      "INSERT INTO host_day_open SELECT o.* FROM one_tick o, generate_series(1, %d)"
          .formatted(TICKS_PER_PASS);

  /** As autovacuum does between two passes, which are a minute apart. */
  private static final String CLEAN = "VACUUM host_day_open";

  /**
   * CPU seconds per reading.
   *
   * @param taken until it is stored
   * @param addedUp of adding up its host-day
   * @param drained the rest
   */
  private record Cost(double taken, double addedUp, Drained drained) {
    double whole() {
      return taken + addedUp;
    }
  }

  List<Result> measured() throws IOException, InterruptedException, SQLException {
    Runs ratio = new Runs();
    Runs few = new Runs();
    Runs many = new Runs();
    Runs firstSight = new Runs();
    Runs addedUp = new Runs();
    Runs fewAddedUp = new Runs();
    Runs rss = new Runs();
    double uncounted = 1.0 / size.manyRounds();
    int fewRounds = (int) ((long) size.many() * size.manyRounds() / 2 / size.few());
    for (int run = 0; run < size.runs(); run++) {
      Cost small = cost(new Backlog(size.few(), fewRounds), uncounted);
      Cost large = cost(new Backlog(size.many(), size.manyRounds()), uncounted);
      few.add(small.whole() * 1e6);
      many.add(large.whole() * 1e6);
      ratio.add(large.whole() / small.whole());
      addedUp.add(large.addedUp() * 1e6);
      fewAddedUp.add(small.addedUp() * 1e6);
      firstSight.add(large.drained().uncountedExcessSeconds() / size.many() * 1e6);
      rss.add((double) large.drained().peakRssBytes());
    }
    return List.of(
        ratio.result("cost_per_row_ratio_1m_to_1k_hosts", "ratio").promised(new Target.AtMost(1.1)),
        few.result("cost_per_reading_micros_1k_hosts", "µs"),
        many.result("cost_per_reading_micros_1m_hosts", "µs"),
        fewAddedUp.result("of_it_adding_up_host_days_micros_1k_hosts", "µs"),
        addedUp.result("of_it_adding_up_host_days_micros_1m_hosts", "µs"),
        firstSight.result("first_sight_of_a_host_micros", "µs"),
        rss.result("aggregator_rss_bytes_1m_hosts", "bytes")
            .promised(new Target.AtMost(512.0 * (1 << 20))));
  }

  private static Cost cost(Backlog backlog, double uncounted)
      throws IOException, InterruptedException, SQLException {
    try (Site site = Site.open()) {
      long ticks = backlog.fill(site.kafka().bootstrap());
      Drained drained = new Drain(site, ticks, uncounted).run(DATABASE, true);
      double readingsPerTick = drained.readings() / drained.share() / ticks;
      double addedUp =
          addUpSeconds(site, backlog.hosts())
              / backlog.hosts()
              / (TICKS_PER_PASS * readingsPerTick);
      return new Cost(drained.cpuSecondsPerReading(), addedUp, drained);
    }
  }

  /**
   * Of one pass that finds host-days that exist: the first one adds the backlog and is not counted.
   * A small fleet's takes so little that many are counted. What a pass over nothing costs is taken
   * off: here each has a connection of its own, in production one from a pool.
   */
  private static double addUpSeconds(Site site, int hosts) throws IOException, SQLException {
    site.server().execute(DATABASE, ONE_TICK);
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(site.server().url(DATABASE));
    HostDayCompaction compaction = new HostDayCompaction(dataSource);
    compaction.run();
    int passes = Math.max(1, HOSTS_ADDED_UP / hosts);
    double seconds = 0;
    for (int pass = 0; pass < passes; pass++) {
      site.server().execute(DATABASE, COME_IN);
      double adding = passSeconds(site, compaction);
      double overNothing = passSeconds(site, compaction);
      seconds += adding - overNothing;
    }
    return seconds / passes;
  }

  /** CPU time of the database. */
  private static double passSeconds(Site site, HostDayCompaction compaction)
      throws IOException, SQLException {
    ProcessTree database = new ProcessTree(site.server().pid());
    double before = database.cpuSeconds();
    compaction.run();
    site.server().execute(DATABASE, CLEAN);
    return database.cpuSeconds() - before;
  }
}
