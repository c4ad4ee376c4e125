package dev.cowbell.aggregator.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels as a JSON object (RFC 8259). */
final class JsonText {

  private JsonText() {}

  static String object(Map<String, String> members) {
    return new TreeMap<>(members)
        .entrySet().stream()
            .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c < ' ') {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
              }
            });
    return json.append('"').toString();
  }
}
