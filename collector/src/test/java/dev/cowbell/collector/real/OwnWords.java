package dev.cowbell.collector.real;

import dev.cowbell.collector.sharing.CollectionCounts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an interpreter says of its own collector.
 *
 * @param frozenObjects gc.get_freeze_count()
 * @param collections of each generation since birth
 */
public record OwnWords(
    boolean enabled, List<Integer> thresholds, long frozenObjects, CollectionCounts collections) {
  private static final Pattern JSON =
      Pattern.compile(
          "\\{\"enabled\": (true|false), \"thresholds\": \\[([0-9, ]+)], \"frozen\": ([0-9]+),"
              + " \"collections\": \\[([0-9]+), ([0-9]+), ([0-9]+)]}");

  static OwnWords parse(String json) {
    Matcher matcher = JSON.matcher(json);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(json);
    }
    return new OwnWords(
        Boolean.parseBoolean(matcher.group(1)),
        Stream.of(matcher.group(2).split(", ", -1)).map(Integer::valueOf).toList(),
        Long.parseLong(matcher.group(3)),
        new CollectionCounts(
            Long.parseLong(matcher.group(4)),
            Long.parseLong(matcher.group(5)),
            Long.parseLong(matcher.group(6))));
  }
}
