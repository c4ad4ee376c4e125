package dev.cowbell.api.server.chart;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Ticks of a time axis in UTC, at round times: minutes, hours or days.
 *
 * @param from seconds since 1970 at the left end
 * @param to seconds since 1970 at the right end
 */
public record TimeTicks(double from, double to, List<Tick> ticks) implements Axis {
  private static final long DAY = 86400;
  private static final long[] STEPS = {
    60, 300, 600, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY, 7 * DAY,
    14 * DAY, 30 * DAY
  };
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  private static final DateTimeFormatter DATE = formatter("d MMM");

  /** The ticks between two moments. */
  public static TimeTicks covering(Instant from, Instant to, int mostTicks) {
    long first = from.getEpochSecond();
    long last = Math.max(to.getEpochSecond(), first + 60);
    long step =
        Arrays.stream(STEPS)
            .filter(s -> (last - first) / s < mostTicks)
            .findFirst()
            .orElse(90 * DAY);
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.ceilDiv(first, step) * step; at <= last; at += step) {
      ticks.add(new Tick(at, label(at, step)));
    }
    return new TimeTicks(first, last, List.copyOf(ticks));
  }

  @Override
  public String title() {
    return "time (UTC)";
  }

  @Override
  public Scale scale(double start, double end) {
    return new Scale.Linear(from, to, start, end);
  }

  /** Midnight carries its date, since a clock alone does not say which day it is. */
  private static String label(long at, long step) {
    Instant moment = Instant.ofEpochSecond(at);
    return step >= DAY || at % DAY == 0 ? DATE.format(moment) : TIME.format(moment);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
