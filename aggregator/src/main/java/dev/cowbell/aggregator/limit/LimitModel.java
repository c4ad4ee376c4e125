package dev.cowbell.aggregator.limit;

import java.util.List;

/** A law and a rhythm, found in lives. */
public record LimitModel(GrowthLaw law, Rhythm rhythm) {

  /**
   * With less history growth cannot be told from starting up: sharing goes at the first full
   * collection, seconds to minutes after fork.
   */
  public static final double LEAST_SEEN_SECONDS = 600;

  /** Below this the differences between workers are not known. */
  public static final int LEAST_LIVES = 4;

  /**
   * Fits both.
   *
   * @param lives those of fewer than two readings are left out
   * @param workersPerHost workers of the service on a typical host
   */
  public static LimitModel of(List<WorkerLife> lives, double workersPerHost) {
    List<WorkerLife> usable = lives.stream().filter(life -> life.points().size() >= 2).toList();
    return new LimitModel(GrowthFit.of(usable), Rhythm.of(lives, workersPerHost));
  }

  /** Whether enough was seen for advice. */
  public boolean isUsable() {
    return law.lives() >= LEAST_LIVES && law.oldestSeconds() >= LEAST_SEEN_SECONDS;
  }
}
