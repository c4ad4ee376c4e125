package dev.cowbell.api.server.figure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, shares and counts for people. */
public final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86400;

  private Words() {}

  /** A moment to the second, in UTC. */
  public static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** A length of time in the unit that suits it: 62 s, 12 min, 5.2 h, 3.1 days. */
  public static String age(double seconds) {
    if (seconds < 2 * MINUTE) {
      return plain(seconds < 10 ? "%.1f" : "%.0f", seconds) + " s";
    }
    if (seconds < 2 * HOUR) {
      return scaled(seconds / MINUTE) + " min";
    }
    return seconds < 2 * DAY ? scaled(seconds / HOUR) + " h" : scaled(seconds / DAY) + " days";
  }

  /** A share of one, in per cent; never rounded to all or nothing. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 1) {
      return "under 1 %";
    }
    if (percent > 99 && percent < 100) {
      return "over 99 %";
    }
    return plain("%.0f", percent) + " %";
  }

  /** A count with its noun: 1 worker, 4 workers, 1,200 workers. */
  public static String count(long count, String noun) {
    return count(count, noun, noun + "s");
  }

  /** A count with its noun, whose plural is not formed with an s. */
  public static String count(long count, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
  }

  /** A number without needless decimals. */
  public static String number(double value) {
    if (value == Math.rint(value)) {
      return plain("%,.0f", value);
    }
    return Math.abs(value) < 1 ? plain("%.2f", value) : plain("%,.1f", value);
  }

  /** Money with its currency, such as −EUR 1,200. */
  public static String money(double amount, String currency) {
    return (amount < 0 ? "−" : "")
        + currency
        + " "
        + String.format(Locale.ROOT, "%,.0f", Math.abs(amount));
  }

  /** Power in the unit that suits it: 950 W, 12.4 kW. */
  public static String power(double watts) {
    String sign = watts < 0 ? "−" : "";
    double size = Math.abs(watts);
    return size >= 10_000
        ? sign + String.format(Locale.ROOT, "%,.1f kW", size / 1000)
        : sign + String.format(Locale.ROOT, "%,.0f W", size);
  }

  private static String scaled(double value) {
    return value < 10 && value != Math.rint(value) ? plain("%.1f", value) : plain("%.0f", value);
  }

  private static String plain(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
