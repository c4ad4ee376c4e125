package dev.cowbell.aggregator.savings;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a saving is worth in another unit, or why that cannot be said. Never 0 for want of a price.
 */
public sealed interface Priced {

  /**
   * The worth.
   *
   * @param unit such as {@code EUR a month}
   * @param sources where its coefficients come from
   */
  record Worth(Range range, String unit, Set<String> sources) implements Priced {

    public Worth {
      sources = Set.copyOf(sources);
    }
  }

  /** No coefficient, or none that could be added up. */
  record Unavailable(String reason) implements Priced {}

  /** The sum; unavailable where a part is. */
  default Priced plus(Priced other) {
    return switch (this) {
      case Unavailable mine -> mine;
      case Worth(Range range, String unit, Set<String> sources) ->
          switch (other) {
            case Unavailable theirs -> theirs;
            case Worth(Range more, String theirUnit, Set<String> theirSources) ->
                unit.equals(theirUnit)
                    ? new Worth(range.plus(more), unit, union(sources, theirSources))
                    : new Unavailable("prices in %s and in %s".formatted(unit, theirUnit));
          };
    };
  }

  /** For people: where it comes from, or why it is not there. */
  default String basis() {
    return switch (this) {
      case Unavailable(String reason) -> reason;
      case Worth(Range _, String unit, Set<String> sources) ->
          unit + ": " + String.join("; ", new TreeSet<>(sources));
    };
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
