package dev.cowbell.api.server.efficiency;

import java.util.Optional;

/** Adds up the parts of one arm and age. */
final class AgeBucketSum {
  private final double ageFromSeconds;
  private final double ageToSeconds;
  private final SketchSum loss = new SketchSum();
  private final SketchSum growth = new SketchSum();
  private long readings;
  private long estimatedReadings;
  private double inheritedSum;
  private double stillSharedSum;
  private double lossSum;
  private double growthSum;

  AgeBucketSum(double ageFromSeconds, double ageToSeconds) {
    this.ageFromSeconds = ageFromSeconds;
    this.ageToSeconds = ageToSeconds;
  }

  void add(SharingPart part) {
    readings += part.readings();
    estimatedReadings += part.estimatedReadings();
    inheritedSum += part.inheritedSum();
    stillSharedSum += part.stillSharedSum();
    lossSum += part.lossSum();
    growthSum += part.growthSum();
    loss.add(part.lossSketch());
    growth.add(part.growthSketch());
  }

  SharingPoint point() {
    return new SharingPoint(
        ageFromSeconds,
        ageToSeconds,
        readings,
        estimatedReadings,
        inheritedSum / readings,
        stillSharedSum / readings,
        lossSum / readings,
        growthSum / readings,
        Optional.of(new SharingPoint.Spreads(loss.spread(), growth.spread())));
  }
}
