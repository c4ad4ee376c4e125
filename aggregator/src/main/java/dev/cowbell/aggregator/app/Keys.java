package dev.cowbell.aggregator.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment keys as typed values; every error names key, value and what is allowed. */
record Keys(Function<String, Optional<String>> lookup) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  String text(String key, String otherwise) {
    return lookup.apply(key).filter(value -> !value.isBlank()).orElse(otherwise).strip();
  }

  String required(String key, String form) {
    String value = text(key, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("%s is not set: expected %s".formatted(key, form));
    }
    return value;
  }

  Duration duration(String key, String otherwise, Duration least, Duration most) {
    String value = text(key, otherwise);
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw refused(key, value, "a duration such as 500ms, 10s, 2m, 1h or 7d");
    }
    Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw refused(
          key, value, "between %d s and %d d".formatted(least.toSeconds(), most.toDays()));
    }
    return duration;
  }

  int integer(String key, String otherwise, int least, int most) {
    String value = text(key, otherwise);
    String allowed = "a number from %d to %d".formatted(least, most);
    if (!value.matches("-?\\d{1,9}")) {
      throw refused(key, value, allowed);
    }
    int number = Integer.parseInt(value);
    if (number < least || number > most) {
      throw refused(key, value, allowed);
    }
    return number;
  }

  boolean onOff(String key, String otherwise) {
    String value = text(key, otherwise);
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default -> throw refused(key, value, "on or off");
    };
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static IllegalArgumentException refused(String key, String value, String allowed) {
    return new IllegalArgumentException("%s=%s: expected %s".formatted(key, value, allowed));
  }
}
