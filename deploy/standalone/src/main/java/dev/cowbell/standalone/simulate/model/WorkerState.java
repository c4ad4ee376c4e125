package dev.cowbell.standalone.simulate.model;

/**
 * One worker at one moment, before anybody reads it.
 *
 * @param minorFaults since birth
 */
record WorkerState(
    Life life,
    long ageMillis,
    long stillSharedBytes,
    long growthBytes,
    long minorFaults,
    long cpuMicros,
    long fullCollections) {
  static final long PAGE = 4096;
  private static final long FAULTS_AT_BIRTH = 177;

  static WorkerState of(
      Life life, WorkerLaw law, double workerSpread, long atMillis, double loadNow) {
    long ageMillis = Math.max(0, atMillis - life.birthMillis());
    double loadAge = life.loadAge(loadNow);
    double factor = life.draw().of(5).factor(workerSpread);
    double lost = law.lossBytes(ageMillis / 1e3, loadAge, factor);
    double grown = law.growthBytes(loadAge) * life.draw().of(8).factor(workerSpread);
    return new WorkerState(
        life,
        ageMillis,
        pages(law.inheritedBytes() - lost),
        pages(grown),
        FAULTS_AT_BIRTH + Math.round((lost + grown) / PAGE),
        Math.round(law.coresPerWorker() * loadAge * 1e6),
        law.fullCollections(loadAge, factor));
  }

  /** The same while it leaves and copies on its way out. */
  WorkerState leaving(double stormShare) {
    long copied = pages(stillSharedBytes * stormShare);
    return new WorkerState(
        life,
        ageMillis,
        stillSharedBytes - copied,
        growthBytes,
        minorFaults + copied / PAGE,
        cpuMicros,
        fullCollections);
  }

  static long pages(double bytes) {
    return Math.round(bytes / PAGE) * PAGE;
  }
}
