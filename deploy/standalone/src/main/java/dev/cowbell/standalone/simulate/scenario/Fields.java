package dev.cowbell.standalone.simulate.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cowbell.standalone.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys of one mapping of a scenario file. Every complaint names the file, the key with its
 * path, the value and what is allowed. {@link #finish} refuses keys that nobody asked for.
 */
final class Fields {
  private final String file;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  static Fields of(String file, String path, JsonNode node) {
    if (!node.isObject()) {
      throw new Failure(
          "%s: %s is %s; a mapping of keys to values is expected"
              .formatted(file, path.isEmpty() ? "the file" : path, shown(node)));
    }
    return new Fields(file, path, node);
  }

  double bytes(String key, double otherwise) {
    return figure(key, Quantity::bytes, 0, 1L << 50, "a size such as 85MiB").orElse(otherwise);
  }

  /** A size, or a share of another size. */
  double bytes(String key, double whole, double otherwise) {
    Function<String, Optional<Double>> parse =
        text -> Quantity.bytes(text).or(() -> Quantity.share(text).map(share -> share * whole));
    return figure(
            key,
            parse,
            0,
            whole,
            "a size such as 85MiB, or a share such as 40%, at most " + mib(whole))
        .orElse(otherwise);
  }

  double seconds(String key, double low, double high, double otherwise) {
    return figure(key, Quantity::seconds, low, high, span(low, high)).orElse(otherwise);
  }

  /** Empty for {@code never}. */
  Optional<Double> secondsOrNever(String key, double low, double high, Optional<Double> otherwise) {
    return isNever(key, otherwise.isEmpty())
        ? Optional.empty()
        : figure(key, Quantity::seconds, low, high, span(low, high) + ", or never")
            .or(() -> otherwise);
  }

  /** Empty for {@code never}. */
  Optional<Double> bytesOrNever(String key) {
    return isNever(key, true)
        ? Optional.empty()
        : figure(key, Quantity::bytes, 1, 1L << 50, "a size such as 300MiB, or never");
  }

  double share(String key, double low, double high, double otherwise) {
    String allowed = "a share of %.0f%% to %.0f%%".formatted(low * 100, high * 100);
    return figure(key, Quantity::share, low, high, allowed).orElse(otherwise);
  }

  Optional<Double> share(String key, double low, double high) {
    double absent = Double.NaN;
    double found = share(key, low, high, absent);
    return Double.isNaN(found) ? Optional.empty() : Optional.of(found);
  }

  double number(String key, double low, double high, double otherwise) {
    return value(key)
        .map(
            node -> {
              double number = node.isNumber() ? node.asDouble() : Double.NaN;
              if (!(number >= low && number <= high)) {
                throw refused(key, node, "a number of %s to %s".formatted(low, high));
              }
              return number;
            })
        .orElse(otherwise);
  }

  int count(String key, int low, int high, int otherwise) {
    return count(key, low, high).orElse(otherwise);
  }

  Optional<Integer> count(String key, int low, int high) {
    return value(key)
        .map(
            node -> {
              if (!node.isInt() || node.asInt() < low || node.asInt() > high) {
                throw refused(key, node, "a whole number of %d to %d".formatted(low, high));
              }
              return node.asInt();
            });
  }

  Optional<String> text(String key) {
    return value(key)
        .map(
            node -> {
              if (!node.isValueNode() || node.asText().isBlank() || node.asText().length() > 200) {
                throw refused(key, node, "a text of 1 to 200 characters");
              }
              return node.asText();
            });
  }

  String requiredText(String key) {
    return text(key).orElseThrow(() -> missing(key, "a text"));
  }

  /** The mappings of a list that must not be empty. */
  List<Fields> list(String key) {
    JsonNode list = value(key).orElseThrow(() -> missing(key, "a list"));
    if (!list.isArray() || list.isEmpty()) {
      throw refused(key, list, "a list with at least one entry");
    }
    List<Fields> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      entries.add(of(file, at(key) + "[" + i + "]", list.get(i)));
    }
    return entries;
  }

  Optional<Fields> mapping(String key) {
    return value(key).map(node -> of(file, at(key), node));
  }

  Fields requiredMapping(String key) {
    return mapping(key).orElseThrow(() -> missing(key, "a mapping"));
  }

  /** All keys, for mappings whose keys are names. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  void finish() {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new Failure(
            "%s: %s is not a key; allowed here: %s"
                .formatted(file, at(name), String.join(", ", known)));
      }
    }
  }

  Failure refused(String key, String value, String allowed) {
    return new Failure("%s: %s is %s; allowed: %s".formatted(file, at(key), value, allowed));
  }

  private Failure refused(String key, JsonNode value, String allowed) {
    return refused(key, shown(value), allowed);
  }

  private Failure missing(String key, String expected) {
    return new Failure("%s: %s is missing; %s is expected".formatted(file, at(key), expected));
  }

  private boolean isNever(String key, boolean otherwise) {
    return value(key).map(node -> node.asText().equals("never")).orElse(otherwise);
  }

  private Optional<Double> figure(
      String key,
      Function<String, Optional<Double>> parse,
      double low,
      double high,
      String allowed) {
    return value(key)
        .map(
            node ->
                parse
                    .apply(node.isValueNode() ? node.asText() : "")
                    .filter(figure -> figure >= low && figure <= high)
                    .orElseThrow(() -> refused(key, node, allowed)));
  }

  private Optional<JsonNode> value(String key) {
    known.add(key);
    return Optional.ofNullable(node.get(key)).filter(found -> !found.isNull());
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String span(double low, double high) {
    return "a duration such as 90s, 15min or 4h, %ss to %ss".formatted(plain(low), plain(high));
  }

  private static String mib(double bytes) {
    return plain(Math.floor(bytes / (1 << 20))) + "MiB";
  }

  private static String plain(double figure) {
    return figure == Math.rint(figure) ? Long.toString((long) figure) : Double.toString(figure);
  }

  private static String shown(JsonNode node) {
    String text = node.isValueNode() ? node.asText() : node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
