package dev.cowbell.bench.decisions;

import dev.cowbell.aggregator.experiment.Finding;
import dev.cowbell.aggregator.experiment.FixedWelch;
import dev.cowbell.aggregator.experiment.PairedTMixture;
import dev.cowbell.aggregator.experiment.SpendingWelch;

/** The ways to an interval that are compared. */
enum Rule {
  PAIRED_T_MIXTURE {
    @Override
    Finding at(Played.Evidence seen) {
      return PairedTMixture.DEFAULT.interval(seen.differences());
    }
  },
  SPENDING_WELCH {
    @Override
    Finding at(Played.Evidence seen) {
      int look = Math.max(1, seen.pairs() - SpendingWelch.LEAST_HOSTS + 1);
      return SpendingWelch.DEFAULT.interval(look, seen.control(), seen.treatment());
    }
  },
  FIXED_WELCH {
    @Override
    Finding at(Played.Evidence seen) {
      return new FixedWelch(0.95).interval(seen.control(), seen.treatment());
    }
  };

  /** The interval at one look, both arms having grown by one host since the look before. */
  abstract Finding at(Played.Evidence seen);
}
