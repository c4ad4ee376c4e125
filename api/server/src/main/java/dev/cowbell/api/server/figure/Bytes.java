package dev.cowbell.api.server.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Bytes for people: three significant digits in binary units, such as 66.4 MiB; the exact number
 * beside it.
 *
 * <pre>
 *         512  512 B
 *   1,048,575  1.00 MiB   (not 1024 KiB)
 *  69,625,446  66.4 MiB
 * 461,373,440  440 MiB
 * </pre>
 */
public final class Bytes {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final int SIGNIFICANT_DIGITS = 3;

  private Bytes() {}

  /** A figure or the words for its absence. */
  public static Quantity of(Figure figure) {
    return switch (figure) {
      case Figure.Known(long value) -> of(value);
      case Figure.Missing(var reason) ->
          new Quantity(Reasons.words(reason), Reasons.sentence(reason), true);
    };
  }

  /** Whole bytes. */
  public static Quantity of(long bytes) {
    return of((double) bytes);
  }

  /** Bytes, or a mean of bytes; a negative one gets a minus sign. */
  public static Quantity of(double bytes) {
    String sign = bytes < 0 ? "−" : "";
    return Quantity.known(
        sign + text(Math.abs(bytes)),
        sign + String.format(Locale.ROOT, "%,.0f bytes", Math.abs(bytes)));
  }

  /** A difference of bytes, always with its sign. */
  public static Quantity difference(double bytes) {
    Quantity plain = of(bytes);
    return bytes > 0 ? Quantity.known("+" + plain.text(), "+" + plain.exact()) : plain;
  }

  /** Rounded text alone, for the middle of a sentence. */
  public static String words(double bytes) {
    return of(bytes).text();
  }

  /** Rounded text alone. */
  public static String words(long bytes) {
    return words((double) bytes);
  }

  /** A range with its unit said once where both ends have the same: 79.2 to 86.9 MiB. */
  public static String range(double low, double high) {
    String from = words(low);
    String to = words(high);
    String unit = to.substring(to.indexOf(' '));
    return (from.endsWith(unit) ? from.substring(0, from.length() - unit.length()) : from)
        + " to "
        + to;
  }

  private static String text(double bytes) {
    int unit = 0;
    double scaled = bytes;
    // 1023.5 of a unit would be rounded to 1024 of it, which is one of the next.
    while (scaled >= 1023.5 && unit < UNITS.size() - 1) {
      scaled /= 1024;
      unit++;
    }
    return digits(scaled, unit) + " " + UNITS.get(unit);
  }

  private static String digits(double scaled, int unit) {
    if (unit == 0 || scaled >= 999.5) {
      return String.format(Locale.ROOT, "%.0f", scaled);
    }
    BigDecimal value = BigDecimal.valueOf(scaled);
    int whole = Math.max(1, value.setScale(0, RoundingMode.DOWN).precision());
    return value.setScale(SIGNIFICANT_DIGITS - whole, RoundingMode.HALF_UP).toPlainString();
  }
}
