package dev.cowbell.collector.app;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text in the format of Prometheus, version 0.0.4. Every name begins with {@code
 * cowbell_collector_}.
 */
final class Exposition {
  private static final String PREFIX = "cowbell_collector_";

  private final StringBuilder text = new StringBuilder();

  /** One number that only rises; its name ends in {@code _total}. */
  Exposition counter(String name, String help, Number value) {
    return head(name, help, "counter").sample(name, Map.of(), value);
  }

  /** One number that rises and falls. */
  Exposition gauge(String name, String help, Number value) {
    return head(name, help, "gauge").sample(name, Map.of(), value);
  }

  /** Numbers that only rise, told apart by labels. */
  Exposition counters(String name, String help, Map<Map<String, String>, ? extends Number> values) {
    head(name, help, "counter");
    values.forEach((labels, value) -> sample(name, labels, value));
    return this;
  }

  /** Numbers that rise and fall, told apart by labels. */
  Exposition gauges(String name, String help, Map<Map<String, String>, ? extends Number> values) {
    head(name, help, "gauge");
    values.forEach((labels, value) -> sample(name, labels, value));
    return this;
  }

  String text() {
    return text.toString();
  }

  private Exposition head(String name, String help, String type) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
    return this;
  }

  private Exposition sample(String name, Map<String, String> labels, Number value) {
    text.append(PREFIX).append(name).append(written(labels)).append(' ').append(value).append('\n');
    return this;
  }

  private static String written(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
