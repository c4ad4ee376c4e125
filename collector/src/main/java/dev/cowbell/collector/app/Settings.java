package dev.cowbell.collector.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings from environment variables, keeping all faults so that they are told at once. */
final class Settings {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)?");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9._/]{0,119})=([^=,]{0,120})");

  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  Duration duration(String key, String fallback, Duration least, Duration most) {
    String allowed =
        "a duration such as 10s or 500ms, from "
            + least.toMillis()
            + "ms to "
            + most.toMillis()
            + "ms";
    return parsed(
        key, fallback, allowed, Settings::duration, value -> isBetween(value, least, most));
  }

  long bytes(String key, String fallback) {
    return parsed(
        key, fallback, "a size such as 64MiB, 512KiB or 1048576", Settings::bytes, value -> true);
  }

  /** As a share: 0.5% is 0.005. */
  double percent(String key, String fallback) {
    return parsed(
        key,
        fallback,
        "a percentage above 0% and up to 100%, such as 0.5%",
        Settings::percent,
        v -> v > 0 && v <= 1);
  }

  int port(String key, String fallback) {
    return parsed(
        key,
        fallback,
        "a port number from 0 to 65535, 0 for any free one",
        Settings::integer,
        v -> v >= 0 && v <= 65535);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(environment.get(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  Map<String, String> labels(String key) {
    Map<String, String> labels = new LinkedHashMap<>();
    text(key)
        .ifPresent(
            text -> {
              for (String label : text.split(",", -1)) {
                Matcher matcher = LABEL.matcher(label.strip());
                if (matcher.matches()) {
                  labels.put(matcher.group(1), matcher.group(2));
                } else {
                  fault(key, label, "labels such as region=eu,rack=12");
                }
              }
            });
    return labels;
  }

  void fault(String key, String value, String allowed) {
    faults.add(key + " is \"" + value + "\"; it has to be " + allowed);
  }

  void missing(String key, String allowed) {
    faults.add(key + " is not set; it has to be " + allowed);
  }

  void throwIfFaulty() throws ConfigException {
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
  }

  private <T> T parsed(
      String key,
      String fallback,
      String allowed,
      Function<String, Optional<T>> parser,
      Function<T, Boolean> isAllowed) {
    String text = text(key).orElse(fallback);
    Optional<T> value = parser.apply(text).filter(isAllowed::apply);
    if (value.isEmpty()) {
      fault(key, text, allowed);
    }
    return value.or(() -> parser.apply(fallback)).orElseThrow();
  }

  private static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }

  private static Optional<Long> bytes(String text) {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = Optional.ofNullable(matcher.group(2)).orElse("B");
    int shift =
        switch (unit) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) << shift);
  }

  private static Optional<Double> percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    return matcher.matches()
        ? Optional.of(Double.parseDouble(matcher.group(1)) / 100)
        : Optional.empty();
  }

  private static Optional<Integer> integer(String text) {
    return text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  private static boolean isBetween(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
