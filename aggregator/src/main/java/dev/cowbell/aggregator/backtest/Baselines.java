package dev.cowbell.aggregator.backtest;

import java.util.List;

/** The rules that are compared. */
public final class Baselines {

  private Baselines() {}

  /** All of them, ours first; a static limit of that size is the last. */
  public static List<LimitRule> against(double staticLimitBytes) {
    return List.of(
        new Ours(), vpa(), new Krr(), new MovingWindow(), new StaticLimit(staticLimitBytes));
  }

  /** What the vertical pod autoscaler sets. */
  public static LimitRule vpa() {
    return VpaMemory.TARGET;
  }
}
