package dev.cowbell.api.server.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ticks of a byte axis at 1, 2, 2.5 or 5 times a power of ten of one binary unit.
 *
 * @param unit the unit of all labels, such as MiB
 * @param low value at the lower end, zero or below
 * @param high value at the upper end
 */
public record ByteTicks(String unit, double low, double high, List<Tick> ticks) implements Measure {
  private static final double KIB = 1024;
  private static final double MIB = KIB * 1024;
  private static final double GIB = MIB * 1024;

  /** An axis that holds zero and all values between the two. */
  public static ByteTicks covering(double least, double greatest, int mostTicks) {
    double top = Math.max(greatest, KIB);
    double bottom = Math.min(0, least);
    double unitBytes = unitBytes(Math.max(top, -bottom));
    double step = step((top - bottom) / unitBytes / mostTicks) * unitBytes;
    double low = Math.floor(bottom / step) * step;
    double high = Math.ceil(top / step) * step;
    return new ByteTicks(unitName(unitBytes), low, high, ticks(low, high, step, unitBytes));
  }

  private static List<Tick> ticks(double low, double high, double step, double unitBytes) {
    List<Tick> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= count; i++) {
      double value = low + i * step;
      ticks.add(new Tick(value, label(value / unitBytes, step / unitBytes)));
    }
    return List.copyOf(ticks);
  }

  private static String label(double value, double step) {
    String text = String.format(Locale.ROOT, "%." + decimals(step) + "f", Math.abs(value));
    return value < 0 ? "−" + text : text;
  }

  /** As many as the step needs: none for 20, one for 2.5. */
  private static int decimals(double step) {
    int decimals = 0;
    for (double rest = step; Math.abs(rest - Math.rint(rest)) > 1e-6 && decimals < 6; rest *= 10) {
      decimals++;
    }
    return decimals;
  }

  private static double unitBytes(double greatest) {
    if (greatest >= 2 * GIB) {
      return GIB;
    }
    return greatest >= MIB ? MIB : KIB;
  }

  private static String unitName(double unitBytes) {
    if (unitBytes == GIB) {
      return "GiB";
    }
    return unitBytes == MIB ? "MiB" : "KiB";
  }

  /** The least of 1, 2, 2.5, 5, 10, … that is not below what is asked. */
  static double step(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
