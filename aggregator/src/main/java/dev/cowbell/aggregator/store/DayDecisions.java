package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.savings.FleetSavings;
import dev.cowbell.aggregator.savings.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * What whole days came to.
 *
 * @param decided services and classes that whole days speak of, with their savings and advice
 * @param totals savings added up
 * @param proposed experiments to propose
 * @param experiments experiments that changed
 * @param ledger lines of the ledger that are new or have come further
 */
public record DayDecisions(
    Decisions decided,
    List<FleetSavings> totals,
    List<DayEvidence.Proposed> proposed,
    List<StoredExperiment> experiments,
    List<Line> ledger) {

  /** One line of the ledger. */
  public record Line(
      ServiceDays about, Prediction prediction, Optional<Prediction.CameTrue> cameTrue) {}
}
