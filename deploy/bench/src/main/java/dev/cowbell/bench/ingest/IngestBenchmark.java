package dev.cowbell.bench.ingest;

import dev.cowbell.bench.result.Findings;
import dev.cowbell.bench.result.Result;
import dev.cowbell.bench.result.Skipped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Taking ticks over from Kafka into the database, as it is deployed. */
public record IngestBenchmark(Size size, Part part) {
  private static final List<String> OF_RATES =
      List.of(
          "ingest_ratio_to_copy",
          "ingest_readings_per_second",
          "rollup_readings_per_second_per_core");

  /** What is measured; each takes about ten minutes at full size, FLEETS some two hours. */
  public enum Part {
    /** Everything. */
    ALL,
    /** Rates, beside server-side COPY. */
    RATES,
    /** Cost in a small and in a large fleet. */
    FLEETS,
    /** Resident memory under load. */
    MEMORY
  }

  /** Runs it. */
  public Findings run() throws IOException, InterruptedException, SQLException {
    List<Result> results = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    if (isAsked(Part.RATES)) {
      results.addAll(new Rates(size).measured());
    } else {
      OF_RATES.forEach(name -> skipped.add(new Skipped(name, "not asked for: --part " + part)));
    }
    if (isAsked(Part.MEMORY)) {
      results.addAll(new Memory(size).measured());
    } else {
      skipped.add(new Skipped("aggregator_rss_bytes", "not asked for: --part " + part));
    }
    if (isAsked(Part.FLEETS)) {
      results.addAll(new Fleets(size).measured());
    } else {
      skipped.add(
          new Skipped("cost_per_row_ratio_1m_to_1k_hosts", "not asked for: --part " + part));
    }
    return new Findings(results, skipped);
  }

  private boolean isAsked(Part one) {
    return part == Part.ALL || part == one;
  }
}
