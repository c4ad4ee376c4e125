package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ticks of an axis of shares, in per cent; it always holds nothing and all. */
public record ShareTicks(double high, List<Tick> ticks) implements Measure {
  /** An axis that holds a share of one, and one. */
  public static ShareTicks covering(double greatest, int mostTicks) {
    double top = Math.max(1, greatest);
    double step = ByteTicks.step(top / mostTicks);
    List<Tick> ticks = new ArrayList<>();
    long count = (long) Math.ceil(top / step - 1e-9);
    for (long i = 0; i <= count; i++) {
      ticks.add(new Tick(i * step, String.format(Locale.ROOT, "%,.0f", i * step * 100)));
    }
    return new ShareTicks(count * step, List.copyOf(ticks));
  }

  @Override
  public String unit() {
    return "%";
  }

  @Override
  public double low() {
    return 0;
  }
}
