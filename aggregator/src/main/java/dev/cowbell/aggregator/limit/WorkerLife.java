package dev.cowbell.aggregator.limit;

import java.util.List;

/**
 * One worker as far as it was seen. That it is seen no longer, for whatever reason, says nothing
 * about how it would have gone on: it is censored there.
 *
 * @param host its host
 * @param bornAtSeconds when it was forked, since the epoch
 * @param points its readings by ascending age
 */
public record WorkerLife(String host, double bornAtSeconds, List<LifePoint> points) {

  private static final double SECONDS_PER_DAY = 86_400;

  public WorkerLife {
    points = List.copyOf(points);
  }

  /** Workers that share a host and a day share its load. */
  HostDay hostDay() {
    return new HostDay(host, (long) Math.floor(bornAtSeconds / SECONDS_PER_DAY));
  }

  double seenForSeconds() {
    return points.size() < 2 ? 0 : points.getLast().ageSeconds() - points.getFirst().ageSeconds();
  }

  double grownBytes() {
    return points.size() < 2 ? 0 : points.getLast().growthBytes() - points.getFirst().growthBytes();
  }

  /** A host on a day. */
  record HostDay(String host, long day) {}
}
