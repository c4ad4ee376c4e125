package dev.cowbell.standalone.simulate.model;

/**
 * What a full reading of one worker shows, in bytes.
 *
 * @param startTicks since boot, 100 a second
 * @param pssBytes proportional share of everything resident
 */
public record WorkerReading(
    long pid,
    long startTicks,
    long ageMillis,
    long fileBytes,
    long inheritedBytes,
    long stillSharedBytes,
    long growthBytes,
    long pssBytes,
    long minorFaults,
    long cpuMicros,
    long fullCollections) {

  public long anonymousBytes() {
    return inheritedBytes + growthBytes;
  }

  public long rssBytes() {
    return anonymousBytes() + fileBytes;
  }

  public long sharingLossBytes() {
    return inheritedBytes - stillSharedBytes;
  }

  /** USS: all that is not shared. */
  public long privateBytes() {
    return anonymousBytes() - stillSharedBytes;
  }
}
