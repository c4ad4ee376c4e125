package dev.cowbell.api.server.chart;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Ticks of an axis of months ahead; January carries its year, and so does the first.
 *
 * @param last months ahead at the right end, 1 or more
 */
public record MonthTicks(int last, List<Tick> ticks) implements Axis {
  private static final int[] STEPS = {1, 2, 3, 6};
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

  /** The ticks from a month on. */
  public static MonthTicks from(YearMonth now, int months, int mostTicks) {
    int last = Math.max(1, months);
    int step = Arrays.stream(STEPS).filter(s -> last / s < mostTicks).findFirst().orElse(12);
    return new MonthTicks(
        last,
        IntStream.iterate(0, month -> month <= last, month -> month + step)
            .mapToObj(month -> new Tick(month, label(now.plusMonths(month), month, step)))
            .toList());
  }

  private static String label(YearMonth month, int ahead, int step) {
    boolean newYear = ahead == 0 || month.getMonthValue() <= step;
    return (newYear ? YEAR : MONTH).format(month);
  }

  @Override
  public String title() {
    return "";
  }

  @Override
  public Scale scale(double start, double end) {
    return new Scale.Linear(0, last, start, end);
  }
}
