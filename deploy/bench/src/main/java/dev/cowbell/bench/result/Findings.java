package dev.cowbell.bench.result;

import java.util.List;

/** What one run of a benchmark found. */
public record Findings(List<Result> results, List<Skipped> skipped) {

  public Findings {
    results = List.copyOf(results);
    skipped = List.copyOf(skipped);
  }
}
