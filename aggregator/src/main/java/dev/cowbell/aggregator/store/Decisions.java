package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.recommend.Recommendation;
import dev.cowbell.aggregator.savings.Savings;
import java.util.List;

/** What one decision pass came to; replaces what the pass before came to. */
public record Decisions(List<OfSavings> savings, List<OfRecommendation> recommendations) {

  /** Savings and whom they are about. */
  public record OfSavings(ServiceOnClass about, Savings savings, double tickCoverage) {}

  /** A recommendation and whom it is about. */
  public record OfRecommendation(
      ServiceOnClass about, Recommendation recommendation, double tickCoverage) {}
}
