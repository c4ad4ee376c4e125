package dev.cowbell.bench.limits;

import java.util.SplittableRandom;

/** One place for a worker on a played host; its lives follow each other. Confined to one thread. */
final class Place {

  private final SplittableRandom random;
  private double pace;
  private double lossSize;
  private double limit;
  private double loss;
  private double growth;
  private double workDone;
  private double age;

  Place(SplittableRandom random) {
    this.random = random;
  }

  /** A new life, restarted at the limit less up to that share of it. */
  void begin(double limitBytes, double jitter, double heap, double workerSpread) {
    pace = PlayedHost.meanOne(random.nextGaussian(), workerSpread);
    lossSize =
        TrueLaw.LOSS_BYTES * heap * Math.max(0, 1 + TrueLaw.LOSS_SPREAD * random.nextGaussian());
    limit = limitBytes * (1 - jitter * random.nextDouble());
    loss = 4.5 * TrueLaw.MIB;
    growth = 0;
    workDone = 0;
    age = 0;
  }

  /** Lives on under a load for some seconds. */
  void live(double load, double seconds) {
    double work = pace * load * seconds;
    workDone += work;
    age += seconds;
    growth += TrueLaw.GROWTH_BYTES_PER_HOUR / 3600 * work * random.nextExponential();
    if (workDone >= TrueLaw.COLLECTION_AFTER_SECONDS) {
      loss = Math.max(loss, lossSize);
      loss += TrueLaw.CREEP_BYTES_PER_HOUR / 3600 * work;
    }
  }

  boolean isAtLimit() {
    return loss + growth >= limit;
  }

  /** A server looks after each request, so that a worker does not go beyond its limit. */
  double bytes() {
    return Math.min(limit, loss + growth);
  }

  double ageSeconds() {
    return age;
  }

  double lossBytes() {
    return loss;
  }

  double growthBytes() {
    return growth;
  }
}
