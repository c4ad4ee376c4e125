package dev.cowbell.bench.ingest;

import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Runs;
import dev.cowbell.bench.result.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * How fast a backlog is taken over: everything beside server-side COPY of the same rows, and
 * roll-ups alone. The two are taken in turns.
 */
record Rates(Size size) {
  private static final double WARMING_UP = 0.3;

  List<Result> measured() throws IOException, InterruptedException, SQLException {
    Runs ratio = new Runs();
    Runs all = new Runs();
    Runs allPerCore = new Runs();
    Runs copied = new Runs();
    Runs rolledPerCore = new Runs();
    Runs rolled = new Runs();
    Runs databaseCost = new Runs();
    Runs rss = new Runs();
    Runs stored = new Runs();
    Runs storedRolled = new Runs();
    Runs inKafka = new Runs();
    Runs readings = new Runs();
    try (Site site = Site.open()) {
      long ticks = new Backlog(size.few(), size.fewRounds()).fill(site.kafka().bootstrap());
      inKafka.add((double) site.kafkaBytes() / ticks);
      Drain drain = new Drain(site, ticks, WARMING_UP);
      for (int run = 0; run < size.runs(); run++) {
        Drained raw = drain.run("raw" + run, true);
        double copySeconds =
            new ServerCopy(site.server(), "raw" + run, site.folder().resolve("copy")).seconds();
        site.server().drop("raw" + run);
        ratio.add(copySeconds / raw.secondsForAll());
        all.add(raw.readingsPerSecond());
        allPerCore.add(raw.readingsPerCoreSecond());
        databaseCost.add(raw.databaseCpuSeconds() / raw.readings() * 1e6);
        copied.add(raw.readings() / raw.share() / copySeconds);
        Drained onlyRolled = drain.run("rolled" + run, false);
        site.server().drop("rolled" + run);
        rolled.add(onlyRolled.readingsPerSecond());
        rolledPerCore.add(onlyRolled.readingsPerCoreSecond());
        stored.add((double) raw.storedBytes() / ticks);
        storedRolled.add((double) onlyRolled.storedBytes() / ticks);
        readings.add(raw.readings() / raw.share() / ticks);
        rss.add((double) Math.max(raw.peakRssBytes(), onlyRolled.peakRssBytes()));
      }
    }
    return List.of(
        ratio.result("ingest_ratio_to_copy", "ratio").promised(new Target.AtLeast(0.5)),
        all.result("ingest_readings_per_second", "readings/s"),
        allPerCore.result("ingest_readings_per_second_per_core", "readings/s"),
        databaseCost.result("ingest_database_cpu_micros_per_reading", "µs"),
        copied.result("copy_readings_per_second", "readings/s"),
        rolledPerCore
            .result("rollup_readings_per_second_per_core", "readings/s")
            .promised(new Target.AtLeast(200_000)),
        rolled.result("rollup_readings_per_second", "readings/s"),
        rss.result("drain_peak_rss_bytes", "bytes"),
        readings.result("readings_per_tick", "readings"),
        inKafka.result("kafka_bytes_per_tick", "bytes"),
        stored.result("stored_bytes_per_tick", "bytes"),
        storedRolled.result("stored_bytes_per_tick_rolled_up_only", "bytes"));
  }
}
