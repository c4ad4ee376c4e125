package dev.cowbell.standalone.simulate.scenario;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures with units as people write them: {@code 85MiB}, {@code 90s}, {@code 12.5%}. */
public final class Quantity {
  private static final Pattern FORM = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z%]*)");

  private static final Map<String, Double> BYTES =
      Map.of(
          "b", 1.0,
          "kb", 1e3,
          "mb", 1e6,
          "gb", 1e9,
          "kib", 1024.0,
          "mib", 1024.0 * 1024,
          "gib", 1024.0 * 1024 * 1024,
          "tib", 1024.0 * 1024 * 1024 * 1024);

  private static final Map<String, Double> SECONDS =
      Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "min", 60.0, "h", 3600.0, "d", 86_400.0);

  private Quantity() {}

  /** Bytes, such as 4.5MiB; a bare number has no unit and is refused, except 0. */
  public static Optional<Double> bytes(String text) {
    return withUnit(text, BYTES);
  }

  /** Seconds, such as 90s, 15min, 4h or 250ms. */
  public static Optional<Double> seconds(String text) {
    return withUnit(text, SECONDS);
  }

  /** A share, such as 12.5% for 0.125; it may carry a sign. */
  public static Optional<Double> share(String text) {
    return withUnit(text, Map.of("%", 0.01));
  }

  private static Optional<Double> withUnit(String text, Map<String, Double> units) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(parts.group(1));
    String unit = parts.group(2).toLowerCase(Locale.ROOT);
    if (unit.isEmpty()) {
      return number == 0 ? Optional.of(0.0) : Optional.empty();
    }
    return Optional.ofNullable(units.get(unit)).map(factor -> number * factor);
  }
}
