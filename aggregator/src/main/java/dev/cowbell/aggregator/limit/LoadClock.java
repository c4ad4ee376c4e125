package dev.cowbell.aggregator.limit;

/**
 * Time as workers feel it: it passes faster in the busy hours of the day. Memory is lost and grown
 * by work, not by waiting, so ages of workers that were busy and idle compare on this clock only. A
 * day has as many seconds on it as on any other.
 *
 * @param loadByHour load in each hour of the day (UTC) against the average
 */
@SuppressWarnings("ArrayRecordComponent") // read by primitive loops only, never compared
public record LoadClock(double[] loadByHour) {

  static final int HOURS = 24;
  private static final double HOUR = 3600;
  private static final double DAY = HOURS * HOUR;

  static LoadClock even() {
    double[] ones = new double[HOURS];
    java.util.Arrays.fill(ones, 1);
    return new LoadClock(ones);
  }

  static int hourOf(double atSeconds) {
    return (int) (Math.floorMod((long) Math.floor(atSeconds), (long) DAY) / (long) HOUR);
  }

  /** Busy seconds between two times since the epoch. */
  double between(double fromSeconds, double toSeconds) {
    return since(toSeconds) - since(fromSeconds);
  }

  /** The life with its ages on this clock. */
  WorkerLife of(WorkerLife life) {
    double born = life.bornAtSeconds();
    double start = since(born);
    return new WorkerLife(
        life.host(),
        born,
        life.points().stream()
            .map(
                point ->
                    new LifePoint(
                        since(born + point.ageSeconds()) - start,
                        point.lossBytes(),
                        point.growthBytes()))
            .toList());
  }

  private double since(double atSeconds) {
    double days = Math.floor(atSeconds / DAY);
    double rest = atSeconds - days * DAY;
    double busy = days * DAY;
    for (int hour = 0; hour < HOURS && rest > hour * HOUR; hour++) {
      busy += loadByHour[hour] * Math.min(HOUR, rest - hour * HOUR);
    }
    return busy;
  }
}
