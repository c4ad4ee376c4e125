package dev.cowbell.standalone.simulate.model;

import dev.cowbell.standalone.simulate.scenario.Arm;
import dev.cowbell.standalone.simulate.scenario.Service;
import dev.cowbell.standalone.simulate.scenario.SharingLoss;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How the memory of one family's workers moves with age. Load age is age in seconds of mean load; a
 * full collection follows CPU use, not the clock.
 *
 * @param coresPerWorker CPU that a worker uses in the mean
 * @param fullCollectionLoadSeconds load age at the first full collection
 * @param growthBytesPerLoadSecond private bytes added by load age
 */
record WorkerLaw(
    double inheritedBytes,
    SharingLoss loss,
    double coresPerWorker,
    double fullCollectionLoadSeconds,
    double warmUpBytes,
    double growthBytesPerLoadSecond,
    boolean collects) {
  private static final double CREEP_HALF_LIFE = 30;
  private static final double WARM_UP_HALF_LIFE = 15;

  /** A further full collection waits until a quarter more has been allocated (gcmodule.c). */
  private static final double NEXT_COLLECTION = 1.25;

  /** Load ages at full collections, as multiples of that at the first. */
  private static final double[] COLLECTIONS =
      DoubleStream.iterate(1, at -> at * NEXT_COLLECTION).limit(200).toArray();

  static WorkerLaw of(Service service, Arm arm, int cores, double hostFactor) {
    double coresPerWorker = cores * service.load().utilisation() / service.workers();
    SharingLoss planted = arm.loss();
    var loss =
        new SharingLoss(
            planted.firstSecondBytes(),
            planted.fullCollectionBytes() * hostFactor,
            planted.creepBytes() * hostFactor,
            planted.fullCollectionCpuSeconds());
    return new WorkerLaw(
        service.inheritedBytes(),
        loss,
        coresPerWorker,
        planted.fullCollectionCpuSeconds() / coresPerWorker,
        arm.growth().warmUpBytes() * hostFactor,
        arm.growth().bytesPerHour() * hostFactor / 3600,
        arm.policy().collects());
  }

  /** Inherited bytes that are no longer shared. */
  double lossBytes(double ageSeconds, double loadAge, double factor) {
    double early = ageSeconds < 1 ? ageSeconds * (2 - ageSeconds) : 1;
    double lost = loss.firstSecondBytes() * early;
    if (hasCollected(loadAge, factor)) {
      lost += loss.fullCollectionBytes() * factor;
    }
    lost += loss.creepBytes() * loadAge / (loadAge + CREEP_HALF_LIFE);
    return Math.min(inheritedBytes, lost);
  }

  /** Anonymous bytes that were never inherited. */
  double growthBytes(double loadAge) {
    return warmUpBytes * loadAge / (loadAge + WARM_UP_HALF_LIFE)
        + growthBytesPerLoadSecond * loadAge;
  }

  /** Full collections since birth. */
  long fullCollections(double loadAge, double factor) {
    if (!collects || !hasCollected(loadAge, factor)) {
      return 0;
    }
    int found = Arrays.binarySearch(COLLECTIONS, loadAge / firstCollection(factor));
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Load age at which private bytes reach a limit; infinite where they never do. */
  double loadAgeAt(double limitBytes) {
    double left = limitBytes - loss.totalBytes() - warmUpBytes;
    return growthBytesPerLoadSecond > 0 && left > 0
        ? left / growthBytesPerLoadSecond
        : Double.POSITIVE_INFINITY;
  }

  private boolean hasCollected(double loadAge, double factor) {
    return collects && loadAge >= firstCollection(factor);
  }

  /** Workers differ in time as they differ in bytes, a little. */
  private double firstCollection(double factor) {
    return fullCollectionLoadSeconds * (0.5 + 0.5 * factor);
  }
}
