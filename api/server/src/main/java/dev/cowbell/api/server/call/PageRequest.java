package dev.cowbell.api.server.call;

import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for (AIP-158).
 *
 * @param scope the list and its filters: a token is good only for the list it came from
 * @param size rows on the page, 1 to 1000
 * @param after key of the last row of the page before, in parts; as many empty parts on the first
 */
public record PageRequest(String scope, int size, List<String> after) {
  private static final int DEFAULT_SIZE = 50;
  private static final int GREATEST_SIZE = 1000;

  /**
   * Reads page_size and page_token as they were sent.
   *
   * @param keyParts how many parts the key of a row has
   */
  public static PageRequest of(String scope, int pageSize, String pageToken, int keyParts) {
    if (pageSize < 0) {
      throw Refusal.invalid("page_size", "page_size must be 0 (for 50) to 1000, not " + pageSize);
    }
    int size = pageSize == 0 ? DEFAULT_SIZE : Math.min(pageSize, GREATEST_SIZE);
    return new PageRequest(scope, size, PageToken.read(scope, pageToken, keyParts));
  }

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
    return new Page<>(rows, PageToken.write(scope, key.apply(rows.getLast())));
  }
}
