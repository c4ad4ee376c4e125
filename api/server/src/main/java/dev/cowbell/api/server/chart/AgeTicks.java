package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ticks of a worker-age axis. Up to five minutes it is linear, so that the moment of a loss can be
 * read off; beyond that logarithmic, since what happens in the first minute still matters on the
 * tenth day.
 *
 * @param from age at the left end in seconds
 * @param to age at the right end in seconds
 */
public record AgeTicks(double from, double to, boolean logarithmic, List<Tick> ticks)
    implements Axis {
  private static final double LONGEST_LINEAR = 300;
  private static final double[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120};
  private static final double[] DECADES = {
    1, 10, 60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400
  };

  /** For a range in which fewer of those fit than {@link #FEWEST_TICKS}. */
  private static final double[] FINER = {
    1,
    2,
    5,
    10,
    20,
    30,
    60,
    120,
    300,
    600,
    1200,
    1800,
    3600,
    2 * 3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    86400,
    2 * 86400,
    3 * 86400,
    7 * 86400,
    14 * 86400,
    30 * 86400
  };

  private static final int FEWEST_TICKS = 3;

  /** A linear axis begins at birth, a logarithmic one at the round age before the youngest. */
  public static AgeTicks covering(double youngestSeconds, double oldestSeconds, int mostTicks) {
    double oldest = Math.max(oldestSeconds, 2);
    return oldest <= LONGEST_LINEAR
        ? linear(oldest, mostTicks)
        : logarithmic(youngestSeconds, oldest);
  }

  private static AgeTicks linear(double oldest, int mostTicks) {
    double step = Arrays.stream(STEPS).filter(s -> oldest / s <= mostTicks).findFirst().orElse(120);
    List<Tick> ticks = new ArrayList<>();
    for (double at = 0; at <= oldest; at += step) {
      ticks.add(new Tick(at, at == 0 ? "0" : label(at, step >= 60)));
    }
    return new AgeTicks(0, oldest, false, List.copyOf(ticks));
  }

  private static AgeTicks logarithmic(double youngest, double oldest) {
    double from = Arrays.stream(DECADES).filter(at -> at <= youngest).max().orElse(DECADES[0]);
    List<Tick> ticks = between(DECADES, from, oldest);
    if (ticks.size() < FEWEST_TICKS) {
      ticks = between(FINER, from, oldest);
    }
    return new AgeTicks(from, oldest, true, ticks);
  }

  private static List<Tick> between(double[] ages, double from, double to) {
    return Arrays.stream(ages)
        .filter(at -> at >= from && at <= to)
        .mapToObj(at -> new Tick(at, label(at, true)))
        .toList();
  }

  private static String label(double seconds, boolean largerUnits) {
    if (!largerUnits || seconds < 60) {
      return whole(seconds) + " s";
    }
    if (seconds < 3600) {
      return whole(seconds / 60) + " min";
    }
    return seconds < 86400 ? whole(seconds / 3600) + " h" : whole(seconds / 86400) + " d";
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  @Override
  public String title() {
    return "worker age";
  }

  @Override
  public Scale scale(double start, double end) {
    return logarithmic
        ? new Scale.Logarithmic(from, to, start, end)
        : new Scale.Linear(from, to, start, end);
  }
}
