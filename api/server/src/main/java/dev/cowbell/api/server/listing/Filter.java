package dev.cowbell.api.server.listing;

import java.util.List;

/** Which rows of a list. */
public sealed interface Filter {
  /** All of these; without any, every row. */
  record All(List<Filter> of) implements Filter {}

  /** At least one of these. */
  record Any(List<Filter> of) implements Filter {}

  /** All others. */
  record Not(Filter filter) implements Filter {}

  /**
   * One comparison.
   *
   * @param key which label; empty for a field that is not a label
   * @param operator one that the field's type allows
   * @param value checked to be a value of the field's type
   */
  record Compare(Field field, String key, String operator, String value) implements Filter {}

  /** Every row. */
  Filter EVERY = new All(List.of());
}
