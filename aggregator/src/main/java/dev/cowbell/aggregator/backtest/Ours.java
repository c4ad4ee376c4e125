package dev.cowbell.aggregator.backtest;

import dev.cowbell.aggregator.limit.LimitModel;
import dev.cowbell.aggregator.limit.RestartLimit;
import dev.cowbell.aggregator.limit.Settled;
import java.util.Optional;
import java.util.OptionalDouble;

/** What Cowbell advises, held steady as its advice is. Remembers what it said: one per replay. */
final class Ours implements LimitRule {

  private Optional<Settled> stands = Optional.empty();
  private double jitter;

  @Override
  public String name() {
    return "cowbell";
  }

  @Override
  public double jitter() {
    return jitter;
  }

  @Override
  public OptionalDouble limitBytes(Seen seen) {
    LimitModel model = LimitModel.of(seen.lives(), seen.tightest().workers());
    if (!model.isUsable()) {
      return OptionalDouble.empty();
    }
    RestartLimit found = RestartLimit.best(model, seen.tightest());
    Settled next =
        stands
            .map(before -> before.after(found.bytes(), seen.nowSeconds()))
            .orElseGet(() -> new Settled(found.bytes(), seen.nowSeconds()));
    if (!Optional.of(next).equals(stands)) {
      jitter = found.jitter();
      stands = Optional.of(next);
    }
    return OptionalDouble.of(next.value());
  }
}
