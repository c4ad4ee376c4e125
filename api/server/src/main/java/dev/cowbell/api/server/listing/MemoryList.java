package dev.cowbell.api.server.listing;

import dev.cowbell.api.server.call.Page;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Reads a page of a list that is at hand.
 *
 * @param values of a row's field, as texts: one, or for {@link FieldType#TEXTS} any number
 */
public record MemoryList<T>(List<T> rows, BiFunction<T, Field, List<String>> values) {
  /** One page. */
  public Page<T> page(ListRequest request) {
    Comparator<List<String>> order = order(request.sorts());
    Stream<T> found =
        rows.stream()
            .filter(row -> matches(row, request.filter()))
            .sorted(Comparator.comparing(row -> key(row, request.sorts()), order));
    List<String> after = request.page().after();
    if (!after.isEmpty()) {
      found = found.filter(row -> order.compare(key(row, request.sorts()), after) > 0);
    }
    return request.cut(
        found.limit(request.page().fetch()).toList(), row -> key(row, request.sorts()));
  }

  private boolean matches(T row, Filter filter) {
    return switch (filter) {
      case Filter.All(var parts) -> parts.stream().allMatch(part -> matches(row, part));
      case Filter.Any(var parts) -> parts.stream().anyMatch(part -> matches(row, part));
      case Filter.Not(var not) -> !matches(row, not);
      case Filter.Compare compare -> matches(row, compare);
    };
  }

  private boolean matches(T row, Filter.Compare compare) {
    List<String> held = values.apply(row, compare.field());
    if (compare.field().type() == FieldType.TEXTS) {
      return held.contains(compare.value());
    }
    String one = held.getFirst();
    if (compare.operator().equals(":")) {
      return one.toLowerCase(Locale.ROOT).contains(compare.value().toLowerCase(Locale.ROOT));
    }
    int difference = compare(compare.field().type(), one, compare.value());
    return switch (compare.operator()) {
      case "=" -> difference == 0;
      case "!=" -> difference != 0;
      case "<" -> difference < 0;
      case "<=" -> difference <= 0;
      case ">" -> difference > 0;
      default -> difference >= 0;
    };
  }

  private List<String> key(T row, List<Sort> sorts) {
    return sorts.stream().map(sort -> values.apply(row, sort.field()).getFirst()).toList();
  }

  private static Comparator<List<String>> order(List<Sort> sorts) {
    return (one, other) -> {
      for (int i = 0; i < sorts.size(); i++) {
        Sort sort = sorts.get(i);
        int difference = compare(sort.field().type(), one.get(i), other.get(i));
        if (difference != 0) {
          return sort.descending() ? -difference : difference;
        }
      }
      return 0;
    };
  }

  private static int compare(FieldType type, String one, String other) {
    return type == FieldType.NUMBER
        ? new BigDecimal(one).compareTo(new BigDecimal(other))
        : one.compareTo(other);
  }
}
