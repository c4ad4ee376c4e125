package dev.cowbell.aggregator.recommend;

import java.time.Duration;

/**
 * One worker over the time it was seen.
 *
 * @param ussBytes its private memory at the last reading
 * @param stillSharedBytes what it still shared then
 * @param growthBytes private growth between its first and its last reading
 * @param seenFor time between these
 */
public record WorkerMemory(
    long ussBytes, long stillSharedBytes, long growthBytes, Duration seenFor) {

  double growthBytesPerHour() {
    return Math.max(0, growthBytes) * 3600.0 / seenFor.toSeconds();
  }
}
