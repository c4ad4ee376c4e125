package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.experiment.Departure;
import dev.cowbell.aggregator.experiment.Design;
import dev.cowbell.aggregator.experiment.InsufficientEvidence;
import java.util.List;
import java.util.Optional;

/**
 * What whole days say beyond loss and growth at equal ages, per worker.
 *
 * @param design how arms came to hosts
 * @param footprintAvoided footprint at equal worker count and age
 * @param ownLossAvoided loss at each arm's own mix of ages
 * @param ownGrowthAdded growth at each arm's own mix of ages
 * @param ownFootprintAvoided footprint at each arm's own mix of ages: what the fleet no longer pays
 * @param lacking what is missing for a decision; empty where there is enough
 * @param departures hosts that left the sample, with reasons
 */
public record WholeDays(
    Design design,
    Estimate footprintAvoided,
    Estimate ownLossAvoided,
    Estimate ownGrowthAdded,
    Estimate ownFootprintAvoided,
    Optional<InsufficientEvidence> lacking,
    List<Departure> departures) {

  public WholeDays {
    departures = List.copyOf(departures);
  }

  static WholeDays of(Comparison comparison) {
    return new WholeDays(
        comparison.main().design(),
        comparison.avoided(comparison.equalAge(), Figure.FOOTPRINT),
        comparison.avoided(comparison.ownMix(), Figure.LOSS),
        comparison.added(comparison.ownMix(), Figure.GROWTH),
        comparison.avoided(comparison.ownMix(), Figure.FOOTPRINT),
        comparison.lacking(),
        comparison.main().departures());
  }
}
