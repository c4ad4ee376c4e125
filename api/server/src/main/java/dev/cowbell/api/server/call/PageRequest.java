package dev.cowbell.api.server.call;

import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for (AIP-158).
 *
 * @param size rows on the page, 1 to 1000
 * @param after key of the last row of the page before, in parts; empty on the first
 * @param seal makes the token of the next page from the key of this one's last row
 */
public record PageRequest(int size, List<String> after, Function<List<String>, String> seal) {
  /** Rows to fetch: one more than the page holds tells whether another page follows. */
  public int fetch() {
    return size + 1;
  }

  /** The page made of what was fetched. */
  public <T> Page<T> cut(List<T> fetched, Function<T, List<String>> key) {
    if (fetched.size() <= size) {
      return new Page<>(fetched, "");
    }
    List<T> rows = fetched.subList(0, size);
    return new Page<>(rows, seal.apply(key.apply(rows.getLast())));
  }
}
